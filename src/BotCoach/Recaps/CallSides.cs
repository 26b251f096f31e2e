using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>Who speaks in a call, who of them is ours, and what the deal's stage still asks: ours are those whom the rep named, else the company's people, whom nobody on the deal's other side is called like.</summary>
public sealed class CallSides(BotCoachDb db, DealFiles files)
{
    public static IReadOnlyList<string> Speakers(Transcript transcript) => [.. transcript.Cues.Select(c => c.Speaker).OfType<string>().Distinct(StringComparer.Ordinal)];

    public async Task<IReadOnlyList<string>> OursAsync(Person person, Guid? dealId, Transcript transcript) =>
        await OursAsync(person, await db.Stakeholders.AsNoTracking().Where(s => s.DealId == dealId).Select(s => s.Name).ToListAsync(), transcript);

    /// <summary>What the deal says of a call: who is ours and who theirs, and the criteria of its stage that words may still prove. What only a document or a yes proves is left out.</summary>
    public async Task<RecapCall> KnownAsync(Deal deal, RecapCall call, Transcript transcript, IReadOnlyList<string>? ours, Person person, DateTimeOffset now)
    {
        var file = await files.OpenAsync(deal);
        var open = (file.Stage?.Exit ?? []).Where(c => (c.Takes(EvidenceKind.Quote) || c.Takes(EvidenceKind.Note)) && !StageGate.Passes(file, c, file.Today(now), now));
        List<string> theirs = [.. file.Stakeholders.Select(s => s.Name)];
        return call with { Criteria = [.. open.Select(c => new AskedCriterion(c.Id, c.Text))], Ours = ours ?? await OursAsync(person, theirs, transcript), There = theirs };
    }

    /// <summary>The same of a deal that is named by its id, its own or its source's; null where there is none.</summary>
    public async Task<RecapCall?> KnownAsync(string deal, RecapCall call, Transcript transcript, DateTimeOffset now)
    {
        var own = Guid.TryParse(deal, out var id) ? id : Guid.Empty;
        if (await db.Deals.AsNoTracking().Where(d => d.Id == own || d.ExternalId == deal).OrderBy(d => d.Id == own ? 0 : 1).FirstOrDefaultAsync() is not { } found) return null;
        return await KnownAsync(found, call, transcript, null, await db.People.AsNoTracking().FirstAsync(p => p.Id == found.OwnerId), now);
    }

    private async Task<IReadOnlyList<string>> OursAsync(Person person, List<string> theirs, Transcript transcript)
    {
        var speakers = Speakers(transcript);
        var known = await db.People.AsNoTracking().Where(p => p.MergedInto == null && speakers.Contains(p.Name)).Select(p => p.Name).ToListAsync();
        return [.. speakers.Where(s => !theirs.Exists(t => Writing.Sides.SameName(t, s)) && (known.Contains(s, StringComparer.OrdinalIgnoreCase) || Writing.Sides.SameName(person.Name, s)))];
    }
}
