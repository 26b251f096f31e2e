using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Sample;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels;

/// <summary>What a walk comes to: all of it in words, without ids or times, and how often each message stands at the platform.</summary>
/// <param name="Words">Each act once, each nudge once, each brief once, each deal as it is.</param>
/// <param name="Shown">Messages that answer somebody's act: one that is done again may be answered again.</param>
/// <param name="Messages">All messages.</param>
/// <param name="Doubled">Copies that stand there beside the one that is known, as only those may of which nobody could know better.</param>
internal sealed record TourEnding(IReadOnlyList<string> Words, int Shown, int Messages, int Doubled)
{
    public static async Task<TourEnding> OfAsync(KilledTour tour)
    {
        await using var db = tour.Database.Open(SamplePipeline.WorkspaceId);
        var rows = await db.OutgoingMessages.AsNoTracking().ToListAsync();
        var posted = tour.Standing();
        var known = rows.Select(r => r.Id.ToString("N")).ToHashSet();
        Assert.True(posted.All(p => known.Contains(p.Key)), "A message stands there that nobody here knows of.");
        var doubled = 0;
        foreach (var row in rows)
        {
            List<Copy> copies = [.. posted[row.Id.ToString("N")]];
            Check(row, copies, tour);
            doubled += copies.Count - 1;
        }
        // A file that is shared once more cancels the import that it began before.
        var cancelled = (await db.ImportRuns.AsNoTracking().Where(i => i.State == ImportState.Cancelled).ToListAsync()).Select(ImportMessage.KeyOf).ToHashSet();
        Assert.InRange(cancelled.Count, 0, tour.SharedAgain);
        var answers = rows.Where(r => tour.IsAnswer(r.Key) || cancelled.Contains(r.Key)).ToList();
        return new TourEnding(await WordsAsync(db, rows.Except(answers)), answers.Count, rows.Count, doubled);
    }

    private static void Check(OutgoingMessage row, List<Copy> copies, KilledTour tour)
    {
        Assert.True(row.State == MessageState.Sent, $"{row.Key} is {row.State}: {row.Why}");
        Assert.True(copies.Count > 0, $"{row.Key} is not there.");
        Assert.True(copies.Select(c => c.Chat).Distinct().Single() == row.Conversation, $"{row.Key} is in another chat.");
        var shown = copies.SingleOrDefault(c => c.Reference == row.Reference);
        Assert.True(shown is not null, $"{row.Key} is not known by its reference.");
        Assert.Equal(tour.Written(row), shown.Content);
        List<Death> unwritten = [.. tour.Deaths.Where(d => d.OnTheirWay.Contains(row.Id))];
        Assert.True(!row.WasUncertain || (!tour.MayLook && unwritten.Count > 0), $"{row.Key} may stand there twice, it says, and cannot.");
        Assert.True(copies.Count == 1 || (row.WasUncertain && CouldNotKnow(copies, unwritten)), $"{row.Key} stands there {copies.Count} times.");
    }

    /// <summary>The platform took each copy but the last from a life that ended before it had written so down.</summary>
    private static bool CouldNotKnow(List<Copy> copies, List<Death> unwritten) => copies.Zip(copies.Skip(1)).All(two =>
        unwritten.Any(d => string.CompareOrdinal(two.First.Reference, d.Stamp) < 0 && string.CompareOrdinal(d.Stamp, two.Second.Reference) < 0));

    /// <summary>What is there more than in the other, and what is missing; empty when both came to the same.</summary>
    public string Beside(TourEnding other) => string.Join("\n", Words.Except(other.Words).Select(w => $"+ {w}").Concat(other.Words.Except(Words).Select(w => $"- {w}")));

    private static async Task<IReadOnlyList<string>> WordsAsync(BotCoachDb db, IEnumerable<OutgoingMessage> rows)
    {
        var all = await db.Deals.AsNoTracking().ToListAsync();
        var names = all.ToDictionary(d => d.Id, d => d.Name);
        var deals = all.Select(d => $"{d.Name}: {d.Status} in {d.StageId}, {d.Triage}, next: {d.NextStep} on {d.NextStepOn}");
        var events = (await db.DealEvents.AsNoTracking().Where(e => e.ActorBy != By.Sample).ToListAsync()).Select(e => $"{names[e.DealId]}: {e.Kind} by {e.ActorBy}");
        var answers = (await db.Answers.AsNoTracking().ToListAsync()).Select(a => $"{names[a.DealId]}: an answer to {a.CriterionId}");
        var nudges = (await db.Nudges.AsNoTracking().ToListAsync()).Select(n => $"nudge on {names[n.DealId]}: {n.Rule} {n.Occurrence.Split('@')[0]}, {(n.Holds ? "holds" : "is cleared")}{(n.SnoozedUntil is null ? "" : ", snoozed")}");
        var people = await db.People.AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name);
        var briefs = (await db.BriefDays.AsNoTracking().ToListAsync()).Select(b => $"{people[b.PersonId]}'s brief of {b.Day} with {b.ShownIds().Count}");
        var imports = (await db.ImportRuns.AsNoTracking().Where(i => i.State != ImportState.Cancelled).ToListAsync()).Select(i => $"import: {i.State}");
        var messages = rows.Select(m => $"message {m.Key.Split(':')[0]} to {people[m.PersonId]}");
        var known = (await db.Identities.AsNoTracking().ToListAsync()).Select(i => $"known: {people[i.PersonId]} in {i.Channel}");
        var lines = new[] { deals, events, answers, nudges, briefs, imports, messages, known }.SelectMany(l => l).GroupBy(l => l).Select(g => $"{g.Count()} × {g.Key}");
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
