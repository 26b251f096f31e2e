using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Recaps.Reading;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>What an erasure came to.</summary>
public sealed record Erased(int Transcripts, int Lines, int Entries);

/// <summary>
/// Takes somebody of the buyer's out of what is kept: transcripts in which the name stands are deleted, and in lines, evidence, deals and their history the name becomes
/// <see cref="Nobody"/>. It is no change of a deal, so no history is written of it; the rows themselves are put right.
/// </summary>
public sealed class Erasure(BotCoachDb db, Outbox outbox, RecapDesk desk)
{
    public const string Nobody = "somebody";

    public async Task<Erased> ForgetAsync(string name, DateTimeOffset now)
    {
        var calls = await TranscriptsAsync(name);
        var lines = await LinesAsync(name, calls);
        var entries = await DealsAsync(name, [.. calls.Union(lines.Select(l => l.CallId))]);
        foreach (var id in calls.Union(lines.Select(l => l.CallId)).ToList())
            if (await db.Calls.FirstOrDefaultAsync(c => c.Id == id) is { } call) await CallAsync(call, name, now);
        var told = await db.OutgoingMessages.Where(m => m.Content.Contains(name) && !m.Key.StartsWith("recap:")).Select(m => m.Id).ToListAsync();
        await outbox.ForgetAsync(told);
        return new Erased(calls.Count, lines.Count, entries);
    }

    private async Task<HashSet<Guid>> TranscriptsAsync(string name)
    {
        var found = new HashSet<Guid>();
        foreach (var id in await db.CallTranscripts.Select(t => t.CallId).ToListAsync())
        {
            var kept = await db.CallTranscripts.AsNoTracking().FirstAsync(t => t.CallId == id);
            var transcript = TranscriptReader.Read(ImportSource.Unpack(kept.Content)).Transcript;
            if (transcript is null || transcript.Cues.Any(c => Holds(c.Speaker, name) || Holds(c.Text, name)) || transcript.Attendees.Any(a => Holds(a.Name, name))) found.Add(id);
        }
        await db.CallTranscripts.Where(t => found.Contains(t.CallId)).ExecuteDeleteAsync();
        return found;
    }

    /// <summary>In a call in which the whole name falls, its parts are the same person's.</summary>
    private async Task<IReadOnlyList<CallLine>> LinesAsync(string name, HashSet<Guid> calls)
    {
        string[] forms = [name, .. name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length > 2)];
        var changed = new List<CallLine>();
        var like = name.ToLowerInvariant();
        foreach (var line in await db.CallLines.Where(l => calls.Contains(l.CallId) || l.Text.ToLower().Contains(like) || l.Quote.ToLower().Contains(like)).ToListAsync())
        {
            var (text, quote, detail) = (Without(line.Text, forms), Without(line.Quote, forms), line.Detail.ToDictionary(d => d.Key, d => Without(d.Value, forms)));
            if (text == line.Text && quote == line.Quote && detail.All(d => line.Detail[d.Key] == d.Value)) continue;
            (line.Text, line.Quote, line.Detail) = (text, quote, detail);
            changed.Add(line);
        }
        return changed;
    }

    private async Task CallAsync(Call call, string name, DateTimeOffset now)
    {
        call.Attendees = string.Join('\n', call.Attendees.Split('\n').Where(a => !Holds(a, name)));
        call.OurSpeakers = call.OurSpeakers is null ? null : string.Join('\n', call.Ours.Where(s => !Holds(s, name)));
        if (call.State is CallState.Waiting or CallState.Asking or CallState.HeldBack) (call.State, call.Why) = (CallState.Refused, "Somebody who spoke in this call was erased, and its transcript with them.");
        call.Revision++;
        await desk.ShowAsync(call, now);
    }

    private async Task<int> DealsAsync(string name, List<Guid> calls)
    {
        var like = name.ToLowerInvariant();
        var about = await db.Calls.Where(c => calls.Contains(c.Id)).Select(c => c.DealId).Union(db.Stakeholders.Where(s => s.Name.ToLower() == like).Select(s => (Guid?)s.DealId)).ToListAsync();
        var people = await db.Stakeholders.Where(s => s.Name.ToLower() == like).ToListAsync();
        foreach (var person in people) (person.Name, person.Title, person.Department) = (Nobody, null, null);
        var answers = await db.Answers.Where(a => a.Text!.ToLower().Contains(like) || a.Reason!.ToLower().Contains(like)).ToListAsync();
        foreach (var answer in answers) (answer.Text, answer.Reason) = (Perhaps(answer.Text, name), Perhaps(answer.Reason, name));
        var texts = await db.DealEventTexts.Where(t => t.Before!.ToLower().Contains(like) || t.After!.ToLower().Contains(like)).ToListAsync();
        foreach (var text in texts) (text.Before, text.After) = (Perhaps(text.Before, name), Perhaps(text.After, name));
        var deals = await db.Deals.Where(d => d.NextStep!.ToLower().Contains(like) || about.Contains(d.Id)).ToListAsync();
        foreach (var deal in deals) (deal.NextStep, deal.Facts) = (Perhaps(deal.NextStep, name), deal.Facts.ToDictionary(f => f.Key, f => Without(f.Value, [name])));
        var reminders = await db.Reminders.Where(r => r.Text.ToLower().Contains(like)).ToListAsync();
        foreach (var reminder in reminders) reminder.Text = Without(reminder.Text, [name]);
        return people.Count + answers.Count + texts.Count + deals.Count + reminders.Count;
    }

    private static string? Perhaps(string? text, string name) => text is null ? null : Without(text, [name]);

    private static bool Holds(string? text, string name) => text is not null && At(text, name, 0) >= 0;

    private static string Without(string text, IReadOnlyList<string> forms)
    {
        foreach (var form in forms)
            for (var at = At(text, form, 0); at >= 0; at = At(text, form, at + Nobody.Length)) text = text[..at] + Nobody + text[(at + form.Length)..];
        return text;
    }

    private static int At(string text, string name, int from)
    {
        while (from < text.Length && text.IndexOf(name, from, StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            if (Writing.Words.AreWhole(text, at, name.Length)) return at;
            from = at + 1;
        }
        return -1;
    }
}
