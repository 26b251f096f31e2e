using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>Files of deals are brought here, as in chat: the same check, the same import, and the same card, which the chat shows too.</summary>
[RequestSizeLimit(MostBytes), RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal sealed class DealsModel(BotCoachDb db, ImportActions imports) : ConsolePage
{
    private const long MostBytes = ImportSource.MostBytes + 1024 * 1024;
    private const int Newest = 20;

    public IReadOnlyList<ImportRun> Runs { get; private set; } = [];

    public async Task OnGetAsync()
    {
        var (me, all) = (Visitor.Person.Id, Visitor.IsAdmin);
        Runs = await db.ImportRuns.AsNoTracking().Where(r => all || r.PersonId == me).OrderByDescending(r => r.Id).Take(Newest).ToListAsync();
    }

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
