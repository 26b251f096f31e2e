using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>Who may speak in a call, and who does: our people and the deal's stakeholders, as the database has them now.</summary>
public sealed class CallSpeakers(BotCoachDb db, NamedPeople named, Leavers leavers)
{
    // A transcript with more names than these is none of people.
    private const int MostLooked = 200;

    /// <summary>The speakers of a call, each as far as anything tells who it is.</summary>
    public async Task<HeardSpeakers> OfAsync(Call call, Guid? dealId, Transcript transcript)
    {
        var labels = CallSides.Speakers(transcript);
        return SpeakerRules.Who(labels, await CircleAsync(call, dealId, labels), call);
    }

    /// <summary>Whom a rep may choose for a speaker: the deal's stakeholders, and of ours the owner, who was there, and the team.</summary>
    public async Task<IReadOnlyList<SpeakerChoice>> OfferedAsync(Call call, Transcript transcript)
    {
        var circle = await CircleAsync(call, call.DealId, CallSides.Speakers(transcript));
        var (near, known) = (circle.People.Where(p => p.IsNear).Select(p => p.Id).ToList(), circle.People.Select(p => p.Id).ToList());
        var managers = await db.People.AsNoTracking().Where(p => near.Contains(p.Id) && p.ManagerId != null).Select(p => p.ManagerId).ToListAsync();
        var team = await db.People.AsNoTracking().Where(p => p.MergedInto == null && (known.Contains(p.Id) || managers.Contains(p.Id) || managers.Contains(p.ManagerId)))
            .OrderBy(p => near.Contains(p.Id) ? 0 : known.Contains(p.Id) ? 1 : 2).ThenBy(p => p.Name).Take(SpeakerForms.MostPeople * 2).ToListAsync();
        var gone = await leavers.AmongAsync([.. team.Select(p => p.Id)]);
        var here = team.Where(p => !gone.Contains(p.Id)).Take(SpeakerForms.MostPeople).ToList();
        return [.. circle.Stakeholders.Where(s => !Placeholders.IsNoName(s.Name)).Take(SpeakerForms.MostPeople).Select(s => new SpeakerChoice(new SpeakerIs(SpeakerKind.Stakeholder, s.Id, s.Name))),
            .. here.Select(p => new SpeakerChoice(new SpeakerIs(SpeakerKind.Person, p.Id, p.Name), here.Count(o => o.Name.Equals(p.Name, StringComparison.OrdinalIgnoreCase)) > 1 ? p.Email ?? p.SalesTeam : null))];
    }

    /// <summary>Who was chosen, as they are now; or the sentence that says why it cannot be them.</summary>
    /// <param name="chosen">The choice as the form carried it.</param>
    /// <param name="name">What was written as a name.</param>
    public async Task<(SpeakerIs? Is, string? Fault)> ChosenAsync(Call call, SpeakerChoice chosen, string? name)
    {
        if (chosen.Is.Kind == SpeakerKind.Unknown) return (SpeakerIs.Unknown, null);
        if (chosen.Is.Kind == SpeakerKind.Stakeholder)
            return await db.Stakeholders.AsNoTracking().FirstOrDefaultAsync(s => s.Id == chosen.Is.Id && s.DealId == call.DealId) is { } there
                ? (chosen.Is with { Name = there.Name }, null) : (null, "They are not on this deal any more. Choose again, or write their name.");
        if (chosen.Is.Kind == SpeakerKind.Person) return await PersonAsync(chosen.Is.Id!.Value);
        if (name is null) return (chosen.Is, null);
        return chosen.Is.Kind == SpeakerKind.Ours ? await OursAsync(name) : await TheirsAsync(call, name);
    }

    private async Task<(SpeakerIs?, string?)> PersonAsync(Guid id)
    {
        if (await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) is not { } person || (person.MergedInto is { } into && (person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == into)) is null))
            return (null, "They are not here any more. Choose again.");
        return (await leavers.AmongAsync([person.Id])).Count > 0 ? (null, $"{person.Name} has left. Choose somebody else, or write the name under “{SpeakerForms.OtherOfOurs}”.") : (new SpeakerIs(SpeakerKind.Person, person.Id, person.Name), null);
    }

    /// <summary>A name that is one colleague's means that colleague, an address has to.</summary>
    private async Task<(SpeakerIs?, string?)> OursAsync(string name)
    {
        var (person, fault) = await named.FindAsync(name);
        if (person is not null && (await leavers.AmongAsync([person.Id])).Count == 0) return (new SpeakerIs(SpeakerKind.Person, person.Id, person.Name), null);
        return person is null && CallAttendee.IsAddress(name) ? (null, fault) : (new SpeakerIs(SpeakerKind.Ours, null, person?.Name ?? name), null);
    }

    private async Task<(SpeakerIs?, string?)> TheirsAsync(Call call, string name)
    {
        if (CallAttendee.IsAddress(name)) return (null, "Write the name, as it is to stand in the recap.");
        var known = (await db.Stakeholders.AsNoTracking().Where(s => s.DealId == call.DealId).ToListAsync()).Where(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return (known is [var one] ? new SpeakerIs(SpeakerKind.Stakeholder, one.Id, one.Name) : new SpeakerIs(SpeakerKind.Theirs, null, name), null);
    }

    private async Task<SpeakerCircle> CircleAsync(Call call, Guid? dealId, IReadOnlyList<string> labels)
    {
        var attendees = CallAttendee.Of(call);
        var bare = labels.Select(SpeakerRules.Bare).Distinct(StringComparer.Ordinal).Take(MostLooked).ToList();
        // SQLite makes small letters of the Latin ones alone
        var lower = bare.ConvertAll(b => b.ToLowerInvariant());
        var mails = attendees.Select(a => a.Address).Concat(bare.Where(CallAttendee.IsAddress)).OfType<string>().Select(a => a.ToLowerInvariant()).Distinct().ToList();
        var there = attendees.Select(a => a.Name?.ToLowerInvariant()).OfType<string>().ToList();
        var said = call.Speakers.Values.Select(v => SpeakerIs.Read(v).Id).OfType<Guid>().ToList();
        var owner = dealId is { } id ? await db.Deals.AsNoTracking().Where(d => d.Id == id).Select(d => (Guid?)d.OwnerId).FirstOrDefaultAsync() : null;
        List<Guid> sure = [call.PersonId, .. owner is { } of ? [of] : (Guid[])[], .. said];
        var merged = await db.People.AsNoTracking().Where(p => sure.Contains(p.Id) && p.MergedInto != null).ToDictionaryAsync(p => p.Id, p => p.MergedInto!.Value);
        sure.AddRange(merged.Values);
        var people = await db.People.AsNoTracking().Where(p => p.MergedInto == null
            && (sure.Contains(p.Id) || bare.Contains(p.Name) || lower.Contains(p.Name.ToLower()) || there.Contains(p.Name.ToLower()) || (p.Email != null && mails.Contains(p.Email.ToLower())))).ToListAsync();
        Guid?[] host = [.. new[] { call.PersonId, owner }.Select(h => h is { } one ? merged.GetValueOrDefault(one, one) : h)];
        bool IsNear(Person p) => host.Contains(p.Id) || (p.Email is { } mail && mails.Contains(mail.ToLowerInvariant())) || (there.Contains(p.Name.ToLowerInvariant()) && people.Count(o => o.Name.Equals(p.Name, StringComparison.OrdinalIgnoreCase)) == 1);
        var stakeholders = await db.Stakeholders.AsNoTracking().Where(s => s.DealId == dealId).OrderBy(s => s.Name).Select(s => new { s.Id, s.Name }).ToListAsync();
        return new SpeakerCircle([.. people.Select(p => new CirclePerson(p.Id, p.Name, p.Email, IsNear(p)))], [.. stakeholders.Select(s => (s.Id, s.Name))], attendees) { Merged = merged };
    }
}
