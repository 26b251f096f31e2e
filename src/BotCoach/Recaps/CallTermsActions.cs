using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>An admin's own of calls: how long a transcript is kept, which calls are held back, and to have somebody erased from all of it.</summary>
public sealed class CallTermsActions(BotCoachDb db, FormDoor door, Audit audit)
{
    private const string OnlyAdmins = "Only an admin can say that.";

    public async Task<Reply> AskAsync(Turn turn) => !audit.IsAdmin(turn, "the terms of calls") ? Reply.Words(OnlyAdmins)
        : await door.OpenAsync(turn, Form(await db.FoundedWorkspaceAsync()), new Button("Change it", "recap.terms"), "How long transcripts are kept, and which calls are held back.");

    public async Task<Reply> SetAsync(Turn turn)
    {
        if (!audit.IsAdmin(turn, "the terms of calls")) return FormErrors.Whole(OnlyAdmins);
        if (!int.TryParse(turn.Field("days"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < RecapTerms.FewestDays or > RecapTerms.MostDays)
            return FormErrors.At("days", $"Write a number of days from {RecapTerms.FewestDays} to {RecapTerms.MostDays:#,0}.");
        var words = RecapTerms.WordsOf(turn.Field("words") ?? "");
        var kept = string.Join('\n', words);
        await db.Workspaces.Where(w => w.Id == db.WorkspaceId).ExecuteUpdateAsync(set => set.SetProperty(w => w.TranscriptDays, days).SetProperty(w => w.HeldBackWords, kept));
        audit.Did(turn.Actor, $"calls: transcripts are kept {Wording.Days(days)}, {Wording.Count(words.Count, "word holds", "words hold")} a call back", db.WorkspaceId, turn.Now);
        return Reply.Words(Said(days, words));
    }

    public async Task<Reply> AskForgetAsync(Turn turn) => !audit.IsAdmin(turn, "erasing somebody") ? Reply.Words(OnlyAdmins)
        : await door.OpenAsync(turn, ErasureMessage.Ask(turn.Value.Trim()), new Button("Erase somebody", "recap.forget"), "Erase somebody of a buyer’s from calls and deals.");

    public async Task<Reply> ForgetAsync(Turn turn)
    {
        if (!audit.IsAdmin(turn, "erasing somebody")) return FormErrors.Whole(OnlyAdmins);
        if (turn.Field("name") is not { Length: > 3 and <= 200 } name) return FormErrors.At("name", "Write the whole name, as it stands on the deal or in the transcript.");
        if (turn.Field("again")?.Equals(name, StringComparison.OrdinalIgnoreCase) != true) return FormErrors.At("again", "This is another name. It cannot be undone, so write it twice.");
        db.ErasureRequests.Add(new ErasureRequest { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(turn.Now), PersonId = turn.Person.Id, Name = name, Address = turn.Field("address"), AskedAt = turn.Now });
        audit.Did(turn.Actor, "asked to erase somebody of a buyer's", db.WorkspaceId, turn.Now);
        return Reply.Words(ErasureMessage.Begun(await db.Calls.CountAsync(), await db.Deals.CountAsync()));
    }

    public static Form Form(Workspace workspace) => new("recap.terms", "Calls",
        [
            new NumberField("days", "Days for which a transcript is kept") { Value = workspace.TranscriptDays.ToString(CultureInfo.InvariantCulture), Hint = "Then it is deleted. What was accepted of its recap stays, with the words it rests on." },
            new TextField("words", "Held back", 4) { Optional = true, Value = workspace.HeldBackWords, Hint = "A word a line. A call with one of them in its title, or in its file’s name, is not drafted until its rep says so." },
        ]);

    private static string Said(int days, IReadOnlyList<string> words) =>
        $"Transcripts are kept {Wording.Days(days)}. {(words.Count == 0 ? "No call is held back by its title" : $"Held back: calls with {Wording.List(words)} in their title")}.";
}
