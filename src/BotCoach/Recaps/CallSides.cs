using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>Who speaks in a call, and who of them is ours: as its rep said, else by the company's people, whom nobody on the deal's other side is called like.</summary>
public sealed class CallSides(BotCoachDb db, StageShelf shelf)
{
    public static IReadOnlyList<string> Speakers(Transcript transcript) => [.. transcript.Cues.Select(c => c.Speaker).OfType<string>().Distinct(StringComparer.Ordinal)];

    public async Task<IReadOnlyList<string>> OursAsync(Call call, Person person, IReadOnlyList<Stakeholder> theirs, Transcript transcript) =>
        call.OurSpeakers is not null ? call.Ours : await OursAsync(person, theirs, transcript);

    /// <summary>What the deal of this id says of a call: the criteria of its stage, and who is ours; null where there is none.</summary>
    public async Task<RecapCall?> KnownAsync(string deal, RecapCall call, Transcript transcript)
    {
        var own = Guid.TryParse(deal, out var id) ? id : Guid.Empty;
        if (await db.Deals.AsNoTracking().Where(d => d.Id == own || d.ExternalId == deal).OrderBy(d => d.Id == own ? 0 : 1).FirstOrDefaultAsync() is not { } found) return null;
        var book = await shelf.OpenAsync(found.ProcessId, found.ProcessVersion);
        var owner = await db.People.AsNoTracking().FirstAsync(p => p.Id == found.OwnerId);
        var theirs = await db.Stakeholders.AsNoTracking().Where(s => s.DealId == found.Id).ToListAsync();
        return call with { Criteria = RecapDrafting.Asked(book, found.StageId), Ours = await OursAsync(owner, theirs, transcript) };
    }

    private async Task<IReadOnlyList<string>> OursAsync(Person person, IReadOnlyList<Stakeholder> theirs, Transcript transcript)
    {
        var speakers = Speakers(transcript);
        var known = await db.People.AsNoTracking().Where(p => p.MergedInto == null && speakers.Contains(p.Name)).Select(p => p.Name).ToListAsync();
        return [.. speakers.Where(s => !theirs.Any(t => Writing.Sides.SameName(t.Name, s)) && (known.Contains(s, StringComparer.OrdinalIgnoreCase) || Writing.Sides.SameName(person.Name, s)))];
    }
}
