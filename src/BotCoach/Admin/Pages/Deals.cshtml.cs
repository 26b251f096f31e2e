using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>
/// The deals that the visitor may see, filtered and as a file. And files of deals are brought here, as in chat: the same check, the same import, and the same card,
/// which the chat shows too.
/// </summary>
[RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal sealed class DealsModel(BotCoachDb db, DealList list, PeopleNames names, StageShelf shelf, Audit audit, ImportActions imports) : ConsolePage
{
    private const long MostBytes = ImportSource.MostBytes + 1024 * 1024;
    private const int Newest = 20;
    private const int AtOnce = 50;

    public IReadOnlyList<ImportRun> Runs { get; private set; } = [];

    public DealFilter Filter { get; private set; } = DealFilter.Of(null, null, null, null, null);
    public IReadOnlyList<(DealRow Deal, string Stage)> Rows { get; private set; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    /// <summary>The stages of what is published, by id.</summary>
    public IReadOnlyDictionary<string, string> Stages { get; private set; } = new Dictionary<string, string>();

    /// <summary>Where the next page begins; null: there are no more.</summary>
    public Guid? Next { get; private set; }

    public async Task OnGetAsync(string? q, string? owner, string? team, string? stage, string? status, Guid? before, CancellationToken cancel)
    {
        Filter = DealFilter.Of(q, owner, team, stage, status);
        var found = await list.PageAsync(Visitor.Person, Filter, before, AtOnce + 1, cancel);
        foreach (var deal in found.Take(AtOnce)) Rows = [.. Rows, (deal, await list.StageOfAsync(deal))];
        Next = found.Count > AtOnce ? Rows[^1].Deal.Id : null;
        (Names, Stages) = (await names.OfAsync(Rows.Select(r => (Guid?)r.Deal.OwnerId)), await shelf.StageNamesAsync());
        var (me, all) = (Visitor.Person.Id, Visitor.IsAdmin);
        Runs = await db.ImportRuns.AsNoTracking().Where(r => all || r.PersonId == me).OrderByDescending(r => r.Id).Take(Newest).ToListAsync();
    }

    public IActionResult OnPostExport(string? q, string? owner, string? team, string? stage, string? status)
    {
        audit.Did(Visitor.Actor, "deals: taken as a file", Visitor.Person.Id, Visitor.Now);
        return new DealsFile(list, names, Visitor.Person, DealFilter.Of(q, owner, team, stage, status), Visitor.Now);
    }

    public QueryString QueryWith(Guid before) => new QueryBuilder
    {
        { "q", Filter.Text }, { "owner", Filter.Owner }, { "team", Filter.Team }, { "stage", Filter.Stage }, { "status", Filter.Status }, { "before", $"{before}" },
    }.ToQueryString();

    public async Task<IActionResult> OnPostAsync(List<IFormFile> files)
    {
        if (files.Count == 0) return Say("Choose a file first.", "/admin/deals");
        List<SharedFile> shared = files.ConvertAll(f => new SharedFile(f.FileName, f.Length, _ => Task.FromResult(f.OpenReadStream())));
        if (HolidayActions.IsCalendar(shared)) return Say("A calendar file belongs to the company’s holidays, under People.", "/admin/deals");
        if (await imports.FileAsync(Visitor.Shares(shared)) is Say refused) return Say(refused.Message.Words, "/admin/deals");
        return LocalRedirect($"/admin/deals/import/{db.ImportRuns.Local.First(r => r.State == ImportState.Reading).Id}");
    }

    public static string StateOf(ImportState state) => state switch
    {
        ImportState.Reading => "being checked",
        ImportState.AwaitingMapping => "waits for an answer",
        ImportState.Checked => "checked, not imported yet",
        ImportState.Applying => "being imported",
        ImportState.Done => "imported",
        ImportState.Refused => "not imported",
        _ => "cancelled",
    };
}
