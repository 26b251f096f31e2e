using System.Globalization;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Admin;

/// <summary>The history of a deal in words: what happened, what changed with it, who, where and when.</summary>
/// <param name="Stages">The names of stages that the book no longer has.</param>
/// <param name="People">The names of everybody who acted or is named.</param>
public sealed record StoryWords(StageBook Book, IReadOnlyDictionary<string, string> Stages, IReadOnlyDictionary<Guid, string> People, string Currency, DateTimeZone Zone, LocalDate Today)
{
    private const int Longest = 400;
    private const int MostDetails = 12;
    private static readonly TimeSpan AtOnce = TimeSpan.FromDays(1);

    // What the sentence itself says, or what follows from it.
    private static readonly HashSet<string> Said =
        ["stage", "stage-entered", "process", "status", "closed-at", "heard-at", "touched-at", "triage", "parked-until", "began", "reason", "override", "note", "handoff-to", "handoff-missing", "handoff-due", "outcome-reason", "external-id"];

    // A deal has these from its first day on.
    private static readonly string[] OfAll = ["name", "currency"];
    private static readonly string[] Step = ["next-step", "next-step-on", "next-step-owner", "next-step-side", "next-step-confirmed"];
    private static readonly string[] OfAnswer = ["criterion", "reason", "state", "kind", "until", "unknown"];

    public StoryLine Of(DealEntry entry)
    {
        var (e, all) = (entry.Event, entry.Differences());
        var told = new Told(all);
        var who = AuditNames.Who(AuditLine.Of(e), People) + Wording.Where(e.ActorChannel);
        var late = e.RecordedAt - e.HappenedAt > AtOnce ? When(e.RecordedAt) : null;
        var (what, details) = (What(e, told), Details(e, all));
        if (e.Kind == DealEventKind.FieldsChanged && details.Count == 1) (what, details) = (details[0], []);
        if (details.Count > MostDetails) details = [.. details.Take(MostDetails - 1), $"…and {details.Count - MostDetails + 1} more"];
        return new StoryLine(e.Seq, what, details, who, When(e.HappenedAt), late);
    }

    public string StageName(string? id) => id is null ? "" : Book.Find(id)?.Name ?? Stages.GetValueOrDefault(id, id);

    private string What(DealEvent e, Told told) => e.Kind switch
    {
        DealEventKind.Created => $"Made, in {StageName(e.ToStage)}",
        DealEventKind.Imported => $"Brought by {(e.ActorBy == By.ApiKey ? "another system" : "a file")}, in {StageName(e.ToStage)}",
        DealEventKind.Advanced => $"Moved on from {StageName(e.FromStage)} to {StageName(e.ToStage)}{After(e)}",
        DealEventKind.MovedBack => $"Moved back from {StageName(e.FromStage)} to {StageName(e.ToStage)}{After(e)}{Why(told.After("reason"))}",
        DealEventKind.Overridden => $"Let pass by decision{(e.ToStage is null ? "" : $", from {StageName(e.FromStage)} to {StageName(e.ToStage)}")}{Why(told.After("override"))}",
        DealEventKind.Won or DealEventKind.Lost or DealEventKind.Disqualified => Ended(e, told),
        DealEventKind.Reopened => "Opened again" + (e.ToStage is null ? "" : $", in {StageName(e.ToStage)}"),
        DealEventKind.NextStepSet => NextStep(told),
        DealEventKind.Answered or DealEventKind.Disputed or DealEventKind.Waived => Answer(e, told),
        DealEventKind.Touched => "We reached out to them",
        DealEventKind.Heard => "We heard from them",
        DealEventKind.HandedOver => $"Handed over from {Person(told.Before("owner"))} to {Person(told.After("owner"))}{Why(told.After("note"))}",
        DealEventKind.HandoffSent => $"Sent to {Person(told.After("handoff-to"))}, to be accepted{Why(told.After("note"))}",
        DealEventKind.HandoffReturned => $"The handoff came back{Missing(told.After("handoff-missing"))}{Why(told.After("reason"))}",
        DealEventKind.Triaged => told.After("parked-until") is { } until ? $"Set aside until {Day(until)}" : "Taken up by its owner",
        DealEventKind.StakeholderChanged => Stakeholder(told),
        DealEventKind.ArtifactAdded => $"Linked: {told.Keyed("artifact:") switch { { } spec => Artifact(spec), _ => "a document" }}",
        DealEventKind.VersionChanged => $"Moved to another version of the process{(e.ToStage is null ? "" : $", now in {StageName(e.ToStage)}")}",
        DealEventKind.FieldsChanged when told.Has("handoff-due") => "The time to answer its handoff was moved, since the receiver is off",
        _ => "Changed",
    };

    private static string Missing(string? fields) => string.IsNullOrEmpty(fields) ? "" : $", without {Wording.List([.. fields.Split(',').Select(FieldWords.Name)])}";

    private static string Ended(DealEvent e, Told told)
    {
        var word = e.Kind switch { DealEventKind.Won => "Won", DealEventKind.Lost => "Lost", _ => "Ended as not a fit" };
        return word + After(e) + Why(told.After("outcome-reason"));
    }

    private string NextStep(Told told)
    {
        if (told.Has("next-step") && told.After("next-step") is null) return "The next step was taken off";
        var words = told.After("next-step") is { } step ? $"Next step: “{Short(step)}”" : "Next step changed";
        var side = told.After("next-step-side") switch { nameof(Side.Us) => ", our move", nameof(Side.Buyer) => ", their move", _ => "" };
        return words + (told.After("next-step-on") is { } on ? $", {Day(on)}" : "") + side + (told.After("next-step-confirmed") is null ? "" : ", confirmed by them");
    }

    private string Answer(DealEvent e, Told told)
    {
        var id = OfAnswer.Select(f => told.Keyed(f + ":")).FirstOrDefault(k => k is not null) ?? "";
        var criterion = Book.Stages.SelectMany(s => s.Entry.Concat(s.Exit)).FirstOrDefault(c => c.Id == id)?.Text ?? FieldWords.Title(id);
        var reason = told.After($"reason:{id}") is { } why ? $" “{Short(why)}”" : "";
        if (e.Kind == DealEventKind.Disputed) return $"Disputed: {criterion}{reason}";
        if (e.Kind == DealEventKind.Waived) return $"Set aside{(told.After($"until:{id}") is { } until ? $" until {Until(until)}" : "")}: {criterion}{reason}";
        if (told.After($"unknown:{id}") is not null) return $"Not known yet: {criterion}";
        if (told.After($"kind:{id}") == nameof(EvidenceKind.Approver)) return $"Said yes to: {criterion}";
        return told.After($"criterion:{id}") is { } words ? $"{criterion} “{Short(words)}”" : $"Answered: {criterion}";
    }

    private static string Stakeholder(Told told) =>
        told.Keyed("stakeholder:") is { } role && told.After($"stakeholder:{role}") is { } name ? $"{name} is on it{(role == "other" ? "" : $", as {FieldWords.Name(role)}")}" : "Somebody of theirs changed";

    private IReadOnlyList<string> Details(DealEvent e, IReadOnlyList<DealDifference> all) =>
        [.. all.Where(d => !Said.Contains(d.Field) && !IsSaid(e.Kind, d.Field) && !IsOf(d.Field, OfAnswer) && !IsOf(d.Field, ["stakeholder", "artifact"])).Select(Changed)];

    /// <summary>The sentence of this kind says it.</summary>
    private static bool IsSaid(DealEventKind kind, string field) => kind switch
    {
        DealEventKind.Created or DealEventKind.Imported => OfAll.Contains(field),
        DealEventKind.NextStepSet => Step.Contains(field),
        DealEventKind.HandedOver => field == "owner",
        _ => false,
    };

    private static bool IsOf(string field, string[] kinds) => field.Split(':', 2) is [var kind, _] && kinds.Contains(kind);

    private string Changed(DealDifference d)
    {
        var name = NameOf(d.Field);
        if (d.After is null) return $"{name}: empty now, was {Value(d.Field, d.Before!)}";
        return d.Before is null ? $"{name}: {Value(d.Field, d.After)}" : $"{name}: {Value(d.Field, d.Before)} → {Value(d.Field, d.After)}";
    }

    private static string NameOf(string field) => field switch
    {
        "close-on" => "Close date",
        "next-step-on" => "Next step on",
        "next-step-owner" => "Next step is of",
        "next-step-side" => "Whose move",
        _ when field.StartsWith("approval:", StringComparison.Ordinal) => $"Asked for {Approvals.ApprovalWords.Name(Enum.TryParse<Approvals.ApprovalKind>(field[9..], true, out var kind) ? kind : default)}",
        _ when field.StartsWith("fact:", StringComparison.Ordinal) => FieldWords.Title(field[5..]),
        _ when field.StartsWith("stakeholder-", StringComparison.Ordinal) => FieldWords.Title(field[12..].Split(':')[0]),
        _ => FieldWords.Title(field),
    };

    private string Value(string field, string value) => field switch
    {
        "amount" when decimal.TryParse(value, CultureInfo.InvariantCulture, out var amount) => Wording.Money(amount, Currency),
        "close-on" or "next-step-on" => Day(value),
        "owner" or "next-step-owner" => Person(value),
        "next-step-side" => value == nameof(Side.Us) ? "ours" : "theirs",
        _ => Short(value),
    };

    private string Artifact(string spec) => Book.Stages.SelectMany(s => s.Artifacts).FirstOrDefault(a => a.Id == spec)?.Name ?? FieldWords.Name(spec);

    private static string After(DealEvent e) => e.DwellSeconds is { } seconds ? $", after {Wording.Days(Math.Floor(seconds / 86_400.0))}" : "";

    private static string Why(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $": “{Short(reason)}”";

    private static string Short(string words) => Wording.Short(words, Longest);

    private string Person(string? id) => Guid.TryParse(id, out var known) ? People.GetValueOrDefault(known, "somebody") : "somebody";

    private string Day(string written) => LocalDatePattern.Iso.Parse(written) is { Success: true } day ? Wording.Day(day.Value, Today) : written;

    /// <summary>The last day before this instant.</summary>
    private string Until(string written) => DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, out var at) ? Wording.Day(at.AddMilliseconds(-1).DayIn(Zone), Today) : written;

    private string When(DateTimeOffset at) => $"{Wording.Day(at.DayIn(Zone), Today)}, {Wording.Time(at, Zone)}";

    /// <summary>What differs, by its field.</summary>
    private readonly struct Told(IReadOnlyList<DealDifference> all)
    {
        public bool Has(string field) => all.Any(d => d.Field == field);

        public string? Before(string field) => all.FirstOrDefault(d => d.Field == field)?.Before;

        public string? After(string field) => all.FirstOrDefault(d => d.Field == field)?.After;

        /// <summary>What stands behind this beginning in the first field that has it.</summary>
        public string? Keyed(string begin) => all.FirstOrDefault(d => d.Field.StartsWith(begin, StringComparison.Ordinal))?.Field[begin.Length..];
    }
}
