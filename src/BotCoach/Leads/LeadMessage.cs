using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Leads;

/// <summary>The words of leads: the card on which one is offered, what is said before it goes on, and what a manager hears then.</summary>
public static class LeadMessage
{
    public const string NotYours = "There is no such lead, or it is not one of yours.";
    private const int MostListed = 10;

    // the same words are read on other days: none of them is "today"
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM");

    /// <summary>The card of the lead's so-many-th offer.</summary>
    public static string KeyOf(Lead lead, int number) => $"lead:{lead.Id}:{number}";

    public static string ReminderKey(Lead lead, int number) => $"{KeyOf(lead, number)}:reminder";

    public static string StrandedKey(Lead lead, Guid leads) => $"lead:{lead.Id}:{leads:N}";

    /// <summary>"Dana Reyes of Acme".</summary>
    public static string Who(Lead lead) => lead.Company is { } company ? $"{lead.Name} of {company}" : lead.Name;

    /// <param name="rule">The rule by which it came.</param>
    public static Message Offer(Lead lead, string rule, WorkCalendar calendar, DateTimeOffset now)
    {
        Text line = $"A new lead for you: {Text.Strong(Who(lead))}.";
        List<Block> blocks = [new Paragraph(line), new Facts([.. Facts(lead, calendar.Zone, now)])];
        if (lead.Note is { } note) blocks.Add(new Quote(note, lead.Name));
        blocks.Add(Answers(lead));
        blocks.Add(new Paragraph($"It is yours until {Until(lead, calendar, now)}, by the rule “{rule}”; after that it goes on to the next in line.", Quiet: true));
        return new Message(line.Words, blocks);
    }

    /// <summary>At the half: what comes next, and word for word what the manager hears then.</summary>
    public static Message Remind(Lead lead, string words, string? manager, WorkCalendar calendar, DateTimeOffset now)
    {
        var until = Until(lead, calendar, now);
        Text line = $"{Text.Strong(Who(lead))} still waits for your answer. {char.ToUpperInvariant(until[0])}{until[1..]} it goes on to the next in line.";
        List<Block> blocks = [new Paragraph(line)];
        if (manager is not null) blocks.Add(new Quote(words, $"to {manager}, in private, if it goes on"));
        blocks.Add(Answers(lead));
        return new Message(line.Words, blocks);
    }

    /// <summary>What the manager hears of a lead that was not answered in time: made of what stands already when the receiver is reminded.</summary>
    public static string Late(Lead lead, string receiver, TimeSpan time, WorkCalendar calendar) =>
        $"{Who(lead)}, a lead, waited for {receiver} from {Wording.Time(lead.OfferedAt!.Value, calendar.Zone)} on {Day.Format(calendar.Today(lead.OfferedAt.Value))}, longer than the {Wording.Count((int)time.TotalMinutes, "minute")} there are to answer, and goes on to the next in line.";

    /// <summary>The manager hears of a lead that came back twice.</summary>
    public static Message ReturnedTwice(Lead lead, string by, string why)
    {
        Text line = $"{Text.Strong(Who(lead))}, a lead, was returned for the second time, by {by}. Maybe the rules send it to the wrong people.";
        return new Message(line.Words, [new Paragraph(line), new Quote(why, by), Buttons.Of(new Button("See it", "lead.show", $"{lead.Id}"))]);
    }

    /// <summary>Nobody is left by the rules: whoever leads them decides.</summary>
    public static Message Stranded(Lead lead)
    {
        Text line = lead.Offers == 0 ? $"{Text.Strong(Who(lead))}, a lead, waits, and by the rules there is nobody to give it to." : $"{Text.Strong(Who(lead))}, a lead, was with everybody whom the rules name, and nobody has taken it.";
        return new Message(line.Words, [new Paragraph(line), new Facts([.. Contact(lead)]), Buttons.Of(new Button("Take it", "lead.accept", $"{lead.Id}", Look.Main), new Button("Not a fit…", "lead.drop", $"{lead.Id}"))]);
    }

    /// <summary>In place of a card: how it went on. Its buttons are gone.</summary>
    public static Message Ended(Lead lead, Text said)
    {
        Text line = $"{Who(lead)}: {said}";
        return new Message(line.Words, [new Paragraph(line, Quiet: true)]);
    }

    /// <summary>In place of the card of who took it.</summary>
    public static Message Taken(Lead lead, Guid dealId, string answer)
    {
        Text line = $"{Text.Strong(Who(lead))} is yours. {answer}";
        List<Block> blocks = [new Paragraph(line), new Facts([.. Contact(lead)])];
        if (lead.Note is { } note) blocks.Add(new Quote(note, lead.Name));
        blocks.Add(Buttons.Of(new Button("I touched them", "deal.touched", $"{dealId}", Look.Main), new Button("Open the deal", "deal.show", $"{dealId}")));
        return new Message(line.Words, blocks);
    }

    /// <summary>One lead, to look at.</summary>
    public static Message One(Lead lead, string stands, bool isOpen, DateTimeZone zone, DateTimeOffset now)
    {
        List<Block> blocks = [new Heading(Who(lead)), new Paragraph(stands), new Facts([.. Facts(lead, zone, now)])];
        if (lead.Note is { } note) blocks.Add(new Quote(note, lead.Name));
        if (isOpen) blocks.Add(Answers(lead));
        return new Message($"{Who(lead)}: {stands}", blocks);
    }

    /// <summary>The leads that wait for an answer, each with whom.</summary>
    public static Message List(IReadOnlyList<(Lead Lead, string Stands)> leads, bool ofTeam, string named)
    {
        if (leads.Count == 0 && named.Length > 0) return Message.Say($"No lead of yours is called “{Wording.Short(named, 60)}”.");
        if (leads.Count == 0) return Message.Say(ofTeam ? "No lead waits for you or your team." : "No lead waits for you.");
        List<Block> blocks = [new Heading("Leads"), new Rows([.. leads.Take(MostListed).Select(l => new Row(Text.Strong(Who(l.Lead)), [new Button("See it", "lead.show", $"{l.Lead.Id}")], l.Stands))])];
        if (leads.Count > MostListed) blocks.Add(new Paragraph($"…and {Wording.Count(leads.Count - MostListed, "more lead")}.", Quiet: true));
        return new Message(Wording.Count(leads.Count, "lead"), blocks);
    }

    public static Form Return(Lead lead, bool tellsManager) => new("lead.returned", "Return it",
        [new TextField("why", "Why is it not yours", 3) { Hint = tellsManager ? "It was returned before: your manager reads this line." : "For example: I know nobody there, it is another team’s. It goes to the next in line, and not to you again." }],
        $"{lead.Id}", lead.Revision, "Return it", Who(lead));

    public static Form Drop(Lead lead, BookRules rules) => new("lead.dropped", "Not a fit",
        [
            new ChoiceField("reason", "The main reason", [.. rules.DisqualificationReasons.Take(30).Select((r, i) => new Option($"{i}", Wording.Short(r.Text, 75))), new Option("other", "Something else")]) { Hint = "To learn from, not to blame." },
            new TextField("words", "In your words", 3) { Optional = true },
        ], $"{lead.Id}", lead.Revision, "Close it", Who(lead));

    public static Form Rules(string written) => new("lead.rules", "Who gets which lead",
        [
            new TextField("rules", "A line each", 8)
            {
                Value = written, Optional = true,
                Hint = $"Which leads → to whom; the first line that fits is taken. {LeadLines.Example}. segment smb and region EMEA → team Velocity. A team or everyone gets them in turn, those first who work now.",
            },
        ]);

    public static string Said(string written) => $"Leads go by these rules, the first that fits:\n{written}";

    /// <summary>"The first word is due today at 10:40."</summary>
    public static string Answer(DateTimeOffset? due, WorkCalendar calendar, DateTimeOffset now) =>
        due > now ? $"The first word is due {Wording.On(due.Value, calendar.Zone, now)}." : "The time for the first word is over: say it now.";

    private static Buttons Answers(Lead lead) =>
        Buttons.Of(new Button("Accept", "lead.accept", $"{lead.Id}", Look.Main), new Button("Return…", "lead.return", $"{lead.Id}"), new Button("Not a fit…", "lead.drop", $"{lead.Id}"));

    private static string Until(Lead lead, WorkCalendar calendar, DateTimeOffset now) => Wording.On(lead.DueAt!.Value, calendar.Zone, now);

    private static IEnumerable<Fact> Facts(Lead lead, DateTimeZone zone, DateTimeOffset now) =>
    [
        .. Contact(lead), new("From", lead.Source), new("They wrote", Wording.On(lead.ReceivedAt, zone, now)),
        .. new (string Label, string? Value)[] { ("Segment", lead.Segment), ("Country", lead.Country), ("Region", lead.Region) }.Where(f => f.Value is not null).Select(f => new Fact(f.Label, f.Value!)),
    ];

    private static IEnumerable<Fact> Contact(Lead lead) =>
        new (string Label, string? Value)[] { ("Name", lead.Name), ("Title", lead.Title), ("Company", lead.Company), ("E-mail", lead.Email), ("Phone", lead.Phone) }.Where(f => f.Value is not null).Select(f => new Fact(f.Label, f.Value!));
}
