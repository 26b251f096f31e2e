using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;
using NodaTime.Text;

namespace BotCoach.Recaps;

/// <summary>The forms of a recap: to bring a transcript, to say which deal and which day, to put a line right.</summary>
public static class RecapForms
{
    public const string Says = "text", Due = "due", Side = "side", Title = "title", Role = "role", Condition = "condition", Deal = "deal", Hold = "hold";

    public static Form Paste { get; } = new("recap.pasted", "Recap of a call",
        [
            new FindField(Deal, "Which deal", "deal.options") { Optional = true, Hint = "Leave it empty, and I look for it by who was there and what was said." },
            new TextField("title", "What the call is called") { Optional = true, Hint = "For example: Acme, discovery" },
            new TextField("words", "What was said", 10) { Hint = "“Name: what they said”, a line each. For a whole call share the recorder’s file with me instead." },
            new ChoiceField(Hold, "What is to become of it", [new Option("draft", "Draft its recap now"), new Option("hold", "Hold it back: draft nothing until I say so")]) { Value = "draft" },
        ], Submit: "Draft a recap");

    public static Form Which(Call call) => new("recap.aboutset", "Which deal", [new FindField(Deal, "Which deal", "deal.options") { Hint = "Type a part of its name, account or id." }], $"{call.Id}", Submit: "This one", Intro: call.Title);

    public static Form Day(Call call) => new("recap.dayset", "Day of the call", [new DateField("day", "On which day was it") { Value = LocalDatePattern.Iso.Format(call.HeldOn), Hint = "“Tomorrow” and “Friday” are read by it." }], $"{call.Id}", Submit: "Draft it again", Intro: call.Title);

    public static Form Edit(CallLine line, string state, long revision)
    {
        List<Field> fields = [new TextField(Says, line.Kind == LineKind.Stakeholder ? "Name" : "What it says", line.Kind == LineKind.Stakeholder ? 1 : 3) { Value = line is { Kind: LineKind.Field } && line.Of(LineDetail.Due) is { } close ? close : line.Text, Hint = line.Of(LineDetail.Field) == "close-date" ? "The day as 2026-03-31." : null }];
        if (line.Kind == LineKind.NextStep)
        {
            fields.Add(new DateField(Due, "On which day") { Optional = true, Value = RecapLines.DueOf(line) is { } day ? LocalDatePattern.Iso.Format(day) : null, Hint = line.Of(LineDetail.DueWords) is { } said ? $"They said “{Wording.Short(said, 100)}”." : null });
            fields.Add(new ChoiceField(Side, "Who acts", [new Option(nameof(CallSide.Seller), "We do"), new Option(nameof(CallSide.Buyer), "The buyer does"), new Option(nameof(CallSide.Both), "Both")]) { Value = $"{RecapLines.SideOf(line) ?? CallSide.Seller}" });
            fields.Add(new TextField(Condition, "On what condition") { Optional = true, Value = line.Of(LineDetail.Condition) });
        }
        if (line.Kind == LineKind.Stakeholder)
        {
            fields.Add(new TextField(Title, "Title") { Optional = true, Value = line.Of(LineDetail.Title) });
            fields.Add(new ChoiceField(Role, "Role in this decision", [.. KnownFields.StakeholderRoles.Select(r => new Option(r, FieldWords.Title(r)))]) { Value = line.Of(LineDetail.Role) ?? "other" });
        }
        return new Form("recap.edited", "Edit the line", fields, state, revision, "Accept it so", $"From: {Wording.Short(line.Quote.ReplaceLineEndings(" "), 300)}");
    }
}
