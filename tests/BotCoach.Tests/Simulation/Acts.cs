using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Tests.Simulation;

/// <summary>
/// What people do, by lot: press whatever stands in their chat and fill what opens, type commands, take days off, want quiet, move to other zones and hours.
/// What is said of their own time is kept by the oracle too, where it was taken. One inbound in thirty is delivered twice, and gets the same reply.
/// </summary>
internal sealed class Acts(FakeClock clock, Random lot, Instances instances, SimulatedCompany company, Watcher watcher)
{
    private const int MostTaps = 4;
    private const int OneIsTwice = 30;
    private const int OneIsDeadly = 250;
    private const int PointsOfAnAct = 12;

    // What says when somebody works is said by the commands below alone, so that the oracle hears it too.
    private static readonly string[] NotPressed = ["away.", "zone.", "home.", "rule.terms", "deal.new", "import.", "link."];

    private int _made;

    public int Made => _made;

    public Dictionary<string, int> Kinds { get; } = [];

    public async Task ActAsync(Somebody person)
    {
        switch (lot.Next(100))
        {
            case < 72: await PressAsync(person); break;
            case < 77: await TypeAsync(person, $"{(lot.Next(2) == 0 ? "heard" : "touched")} Account {person.Number}-{lot.Next(3)}"); break;
            case < 80: await TypeAsync(person, $"advance Account {person.Number}-{lot.Next(3)}"); break;
            case < 82: await TypeAsync(person, "brief"); break;
            case < 85: await TypeAsync(person, Remind()); break;
            case < 87: await TypeAsync(person, "rules"); break;
            case < 90: await NewDealAsync(person); break;
            case < 93: await TakeOffAsync(person); break;
            case < 95: await QuietAsync(person); break;
            case < 97: await BackAsync(person); break;
            default: await MoveAsync(person); break;
        }
    }

    private string Remind() => lot.Next(3) switch
    {
        0 => $"remind me tomorrow {lot.Next(24)}:{lot.Next(2) * 30:00} to call them", 1 => "remind me in 3 days to send the paper", _ => "remind me Saturday 7:00 to read up",
    };

    /// <summary>Presses something in one of the newest messages, and goes on in the same message a few times.</summary>
    private async Task PressAsync(Somebody person)
    {
        if (person.Posts.Count == 0) return;
        var post = person.Posts.ElementAt(lot.Next(Math.Min(3, person.Posts.Count)));
        for (var tap = 0; tap < MostTaps; tap++)
        {
            var buttons = post.Message.AllButtons.Where(b => !NotPressed.Any(n => b.Action.StartsWith(n, StringComparison.Ordinal))).ToList();
            // who says "not useful" each time is soon told nothing at all
            if (lot.Next(4) > 0) buttons.RemoveAll(b => b.Action is "nudge.not-useful" or "nudge.mute" or "nudge.why");
            if (buttons.Count == 0) return;
            var reply = await PressAsync(person, post, buttons[lot.Next(buttons.Count)]);
            if (reply is OpenForm open) await FillAsync(person, open.Form);
            await SendAsync();
            if (lot.Next(3) == 0) return;
        }
    }

    private Task<Reply> PressAsync(Somebody person, Post post, Button button) => SayAsync(person, button.Action, id =>
        new ButtonPressed(id, person.Caller, button.Action, button.Value) { MessageReference = post.Reference, Conversation = $"chat-{person.Caller.User}" });

    private Task<Reply> TypeAsync(Somebody person, string words) => SayAsync(person, words.Split(' ')[0], id => new CommandTyped(id, person.Caller, words));

    private Task<Reply> SubmitAsync(Somebody person, Form form, Dictionary<string, string> values) =>
        SayAsync(person, $"form {form.Action}", id => new FormSubmitted(id, person.Caller, form.Action, form.State, form.BasedOn, values));

    private Task<Reply> FillAsync(Somebody person, Form form) => SubmitAsync(person, form, Filled(form, person.Own.Today(clock.Now)));

    private async Task NewDealAsync(Somebody person)
    {
        if (await TypeAsync(person, "deal new") is not OpenForm { Form: var form }) return;
        var values = Filled(form, person.Own.Today(clock.Now));
        values["account"] = $"Account {person.Number}-{lot.Next(100)}";
        values["owner"] = $"{person.Id}";
        await SubmitAsync(person, form, values);
    }

    private async Task TakeOffAsync(Somebody person)
    {
        var first = person.Own.Today(clock.Now).PlusDays(lot.Next(4) == 0 ? 0 : lot.Next(1, 20));
        var last = first.PlusDays(lot.Next(1, 16));
        if (await TypeAsync(person, $"off {Iso(first)} to {Iso(last)}") is Say) return;
        person.Own.Off.Add((first, last));
        person.Changes++;
    }

    private async Task QuietAsync(Somebody person)
    {
        var hours = lot.Next(1, 20);
        if (await TypeAsync(person, $"quiet {hours} h") is Say) return;
        person.Own.QuietUntil = clock.Now.AddHours(hours);
        person.Changes++;
    }

    private async Task BackAsync(Somebody person)
    {
        var today = person.Own.Today(clock.Now);
        if (person.Own.QuietUntil <= clock.Now && !person.Own.IsOff(today)) return;
        if (await TypeAsync(person, "back") is Say) return;
        person.Own.QuietUntil = default;
        person.Own.Off.RemoveAll(s => s.First <= today);
        person.Changes++;
    }

    /// <summary>Another zone, or other hours, days or holidays.</summary>
    private async Task MoveAsync(Somebody person)
    {
        if (await SayAsync(person, "home.settings", id => new ButtonPressed(id, person.Caller, "home.settings", "")) is not OpenForm { Form: var form }) return;
        var (own, values) = (person.Own, form.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Id, f => f.Value!));
        var (zone, start, end, days, place) = (own.ZoneId, own.Start, own.End, own.Days, own.Place);
        switch (lot.Next(4))
        {
            case 0: zone = SimulatedCompany.Zones[lot.Next(SimulatedCompany.Zones.Length)]; break;
            case 1: (start, end) = company.Hours(); break;
            case 2: days = company.Days(); break;
            default: (place, days) = (company.Place(), own.Days ^ 0b0100000); break; // with days of their own: a country brings its usual ones else
        }
        (values["zone"], values["start"], values["end"]) = (zone, Time(start), Time(end));
        (values["days"], values["country"]) = (string.Join(',', Enumerable.Range(1, 7).Where(n => (days & (1 << (n - 1))) != 0)), place ?? "none");
        if (await SubmitAsync(person, form, values) is FormErrors errors)
        {
            watcher.Say(person, $"is refused their settings: {string.Join("; ", errors.Errors.Values)}");
            return;
        }
        (own.ZoneId, own.Start, own.End, own.Days, own.Place) = (zone, start, end, days, place);
        person.Changes++;
    }

    private Dictionary<string, string> Filled(Form form, LocalDate today)
    {
        var values = form.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Id, f => f.Value!);
        foreach (var field in form.Fields.Where(f => !f.Optional || lot.Next(2) == 0))
        {
            var value = field switch
            {
                DateField => Iso(today.PlusDays(lot.Next(1, 45))),
                ChoiceField { Options.Count: > 0 } choice => choice.Options[lot.Next(choice.Options.Count)].Value,
                NumberField => $"{lot.Next(1, 100)}",
                TextField => $"They told us point {lot.Next(1_000_000)} of what they need by the autumn",
                _ => null,
            };
            if (value is not null) values[field.Id] = value;
        }
        return values;
    }

    /// <summary>Says it to the instance that lives; one that died over it is asked again, as a platform does, with the same id.</summary>
    private async Task<Reply> SayAsync(Somebody person, string kind, Func<string, Inbound> act)
    {
        var inbound = act($"{person.Caller.User}-{++_made}");
        Kinds[kind] = Kinds.GetValueOrDefault(kind) + 1;
        if (lot.Next(OneIsDeadly) == 0) instances.Any.Life.EndIn(lot.Next(1, PointsOfAnAct));
        var reply = await ReceiveAsync(inbound);
        if (reply is Say say && say.Message.Words.StartsWith("Sorry, that went wrong", StringComparison.Ordinal)) watcher.Say(person, $"is apologised to for {kind}");
        if (lot.Next(OneIsTwice) == 0 && reply is not OpenForm && await ReceiveAsync(inbound) is var again && again.ToJson() != reply.ToJson())
            watcher.Say(person, $"did {kind} once, and the second delivery was told {again.ToJson()} instead of {reply.ToJson()}");
        return reply;
    }

    private async Task<Reply> ReceiveAsync(Inbound inbound)
    {
        Reply reply = Reply.None;
        await instances.AskAsync(async services => reply = await services.GetRequiredService<IInbox>().ReceiveAsync(inbound, default));
        return reply;
    }

    private Task SendAsync() => instances.AskAsync(services => services.GetRequiredService<OutboxSender>().RunDueAsync(clock.Now, default));

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static string Time(LocalTime time) => time.ToString("H:mm", CultureInfo.InvariantCulture);
}
