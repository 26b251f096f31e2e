using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>An import in chat: share the files, look at the dry run, press import. The reading and applying is the clock's; the card follows it.</summary>
internal sealed class ImportActions(BotCoachDb db, Outbox outbox, ImportRuns runs, Audit audit, HolidayActions holidays)
{
    private const int MostRejects = 200;
    private const int MostText = 2_900;

    public Task<Reply> HelpAsync(Turn turn) => Task.FromResult(Reply.Words(ImportMessage.Help));

    public async Task<Reply> FileAsync(Turn turn)
    {
        var files = ((FileShared)turn.Inbound).Files;
        if (HolidayActions.IsCalendar(files)) return await holidays.FileAsync(turn);
        if (files.FirstOrDefault(f => f.Length > ImportSource.MostBytes) is { } large) return Reply.Words($"{large.Name}: {ImportSource.TooLarge(large.Length)}.");
        foreach (var run in await WaitingAsync(turn.Person)) await CancelAsync(run, turn.Now);
        var plan = new ImportPlan { Choices = new ImportChoices { Sender = turn.Person.Name } };
        var kept = new List<(ImportSource, byte[])>();
        foreach (var file in files) kept.Add(await KeepAsync(file));
        var begun = await runs.BeginAsync(kept, plan, turn.Person.Id, turn.Now, default);
        await outbox.ShowAsync(turn.Person.Id, ImportMessage.KeyOf(begun), ImportMessage.Reading(begun, plan), turn.Now);
        return Reply.None;
    }

    public async Task<Reply> ApplyAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } run) return Reply.Words(ImportMessage.Gone);
        if (run.State != ImportState.Checked) return Reply.Words(ImportMessage.Standing(run));
        var plan = ImportPlan.FromJson(run.Mapping);
        await runs.CountStoppedAsync(run, plan, turn.Now);
        await runs.GoAheadAsync(run, plan, default);
        await outbox.ShowAsync(turn.Person.Id, ImportMessage.KeyOf(run), ImportMessage.Applying(run, plan, 0), turn.Now);
        return Reply.None;
    }

    public async Task<Reply> CancelAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } run) return Reply.Words(ImportMessage.Gone);
        if (run.State is ImportState.Applying or ImportState.Done or ImportState.Cancelled) return Reply.Words(ImportMessage.Standing(run));
        await CancelAsync(run, turn.Now);
        return Reply.None;
    }

    /// <summary>The refused rows as text to copy into a file, put right, and share again.</summary>
    public async Task<Reply> RejectsAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } run) return Reply.Words(ImportMessage.Gone);
        var plan = ImportPlan.FromJson(run.Mapping);
        var refused = await ImportRejects.OfAsync(db, run.Id, plan, default, MostRejects);
        if (refused.Count == 0) return Reply.Words("The rows of that import are not kept any more. Share the files again to see what is refused.");
        var fits = refused.Count;
        while (fits > 1 && ImportRejects.Text(plan.Header, refused.Take(fits)).Length > MostText) fits = fits * 3 / 4;
        await outbox.AnswerAsync(turn, ImportMessage.Rejects(ImportRejects.Text(plan.Header, refused.Take(fits)), fits, plan.Tally.Refused));
        return Reply.None;
    }

    /// <summary>The import that is pressed, if it is this person's own or the person is an admin.</summary>
    public async Task<ImportRun?> OpenAsync(Turn turn)
    {
        if (turn.Id is not { } id || await db.ImportRuns.FirstOrDefaultAsync(r => r.Id == id) is not { } run) return null;
        if (run.PersonId == turn.Person.Id || turn.Person.Role == Role.Admin) return run;
        audit.Refused(turn, "an import", run.Id);
        return null;
    }

    private Task<List<ImportRun>> WaitingAsync(Person person) => db.ImportRuns
        .Where(r => r.PersonId == person.Id && (r.State == ImportState.Reading || r.State == ImportState.AwaitingMapping || r.State == ImportState.Checked))
        .ToListAsync();

    private async Task CancelAsync(ImportRun run, DateTimeOffset now)
    {
        await runs.CancelAsync(run, now, default);
        if (run.PersonId is { } person) await outbox.ShowAsync(person, ImportMessage.KeyOf(run), ImportMessage.Cancelled(run), now);
    }

    private static async Task<(ImportSource, byte[])> KeepAsync(SharedFile file)
    {
        await using var stream = await file.OpenAsync(default);
        var packed = ImportSource.Pack(stream);
        return (ImportSource.OfPacked(file.Name, file.Length, packed), packed);
    }
}
