using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Recaps;

/// <summary>What is known of a call about a deal: who speaks for which side, by whose calendar they mean a day, and what the deal's stage still asks.</summary>
public sealed class CallSides(BotCoachDb db, DealFiles files, CallSpeakers speakers, Calendars calendars)
{
    public static IReadOnlyList<string> Speakers(Transcript transcript) => [.. transcript.Cues.Select(c => c.Speaker).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// What the deal says of a call, and the criteria of its stage that words may still prove; what only a document or a yes proves is left out. Days are meant as
    /// in the calendar of who names them, where that is one of ours; else as in the deal's owner's.
    /// </summary>
    public async Task<RecapCall> KnownAsync(Deal deal, Call call, HeardSpeakers heard, DateTimeOffset now)
    {
        var people = heard.People;
        List<Guid> asked = [deal.OwnerId, call.PersonId, .. people.Values];
        var all = await db.People.AsNoTracking().Where(p => asked.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        var of = new Dictionary<Guid, WorkCalendar>();
        foreach (var person in all.Values) of[person.Id] = await calendars.OfAsync(person);
        WhenReader ReaderOf(Guid id) => RecapCall.On(DayOf(call, of[call.PersonId], of[id]), of[id], all[id].Locale).Reader;
        var known = await KnownAsync(deal, new RecapCall(ReaderOf(deal.OwnerId)), heard, now);
        return known with
        {
            Readers = people.Where(p => all.ContainsKey(p.Value)).ToDictionary(p => p.Key, p => ReaderOf(p.Value)),
            There = [.. CallAttendee.Of(call).Select(a => a.Name).OfType<string>(), .. known.There],
        };
    }

    /// <summary>The same of a deal that is named by its id, its own or its source's, and a call of which nobody said anything; null where there is none.</summary>
    public async Task<RecapCall?> KnownAsync(string deal, LocalDate heldOn, Transcript transcript, DateTimeOffset now)
    {
        var own = Guid.TryParse(deal, out var id) ? id : Guid.Empty;
        if (await db.Deals.AsNoTracking().Where(d => d.Id == own || d.ExternalId == deal).OrderBy(d => d.Id == own ? 0 : 1).FirstOrDefaultAsync() is not { } found) return null;
        var call = new Call
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.Empty, PersonId = found.OwnerId, DealId = found.Id, Title = "", HeldOn = heldOn, MadeAt = now, Attendees = CallAttendee.LinesOf(transcript.Attendees.Select(a => a.Took)),
        };
        var heard = await speakers.OfAsync(call, found.Id, transcript);
        // under the names that the transcript has
        return await KnownAsync(found, call, new HeardSpeakers([.. heard.All.Select(s => s with { Is = s.Is with { Name = null } })]), now);
    }

    private async Task<RecapCall> KnownAsync(Deal deal, RecapCall call, HeardSpeakers heard, DateTimeOffset now)
    {
        var file = await files.OpenAsync(deal);
        var open = (file.Stage?.Exit ?? []).Where(c => (c.Takes(EvidenceKind.Quote) || c.Takes(EvidenceKind.Note)) && !StageGate.Passes(file, c, file.Today(now), now));
        return call with
        {
            Criteria = [.. open.Select(c => new AskedCriterion(c.Id, c.Text))], Ours = heard.Ours, Theirs = heard.Theirs, People = heard.People, Labels = heard.Labels,
            There = [.. file.Stakeholders.Select(s => s.Name)], Companies = [deal.Account ?? "", deal.Name], Currency = deal.Currency,
        };
    }

    /// <summary>A call at night is on another day where somebody else is; where only its day is known, it is that day for all.</summary>
    private static LocalDate DayOf(Call call, WorkCalendar reps, WorkCalendar theirs) => call.HeldAt is { } at && reps.Today(at) == call.HeldOn ? theirs.Today(at) : call.HeldOn;
}
