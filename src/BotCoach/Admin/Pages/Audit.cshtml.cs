using BotCoach.People;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Admin.Pages;

/// <summary>Who did what, for admins: filtered, a page at a time, and as a file.</summary>
public sealed class AuditModel(AuditReading reading, AuditNames names, Audit audit) : ConsolePage
{
    private const int AtOnce = 50;

    public override Role Needs => Role.Admin;

    public AuditFilter Filter { get; private set; } = new("", "", "", null, null);
    public IReadOnlyList<AuditLine> Lines { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();
    public AuditPlace? Next { get; private set; }

    public string From => Written(Filter.From);
    public string Until => Written(Filter.Until);

    public async Task OnGetAsync(string? who, string? what, string? deal, string? from, string? until, string? place, CancellationToken cancel)
    {
        Filter = Of(who, what, deal, from, until);
        (Lines, Next) = await reading.ReadAsync(Filter, AuditPlace.Read(place), AtOnce, Visitor.Zone, cancel);
        Names = await names.OfAsync(Lines, cancel);
    }

    public IActionResult OnPostExport(string? who, string? what, string? deal, string? from, string? until)
    {
        audit.Did(Visitor.Actor, "audit: taken as a file", Visitor.Person.Id, Visitor.Now);
        return new AuditFile(reading, names, Of(who, what, deal, from, until), Visitor.Zone);
    }

    public QueryString QueryWith(AuditPlace place) => new QueryBuilder
    {
        { "who", Filter.Who }, { "what", Filter.What }, { "deal", Filter.Deal }, { "from", From }, { "until", Until }, { "place", $"{place}" },
    }.ToQueryString();

    private static AuditFilter Of(string? who, string? what, string? deal, string? from, string? until) =>
        new((who ?? "").Trim(), what is not null && (what.StartsWith("deal:", StringComparison.Ordinal) || what.StartsWith("entry:", StringComparison.Ordinal)) ? what : "", (deal ?? "").Trim(), Day(from), Day(until));

    private static LocalDate? Day(string? written) => LocalDatePattern.Iso.Parse(written ?? "") is { Success: true, Value.Year: > 1990 and < 2200 } day ? day.Value : null;

    private static string Written(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : "";
}
