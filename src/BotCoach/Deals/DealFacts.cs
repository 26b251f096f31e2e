using System.Globalization;
using BotCoach.People;
using BotCoach.Storage;
using NodaTime.Text;

namespace BotCoach.Deals;

/// <summary>The verbs that fill a deal: its fields and facts, the people on the buyer's side, links to artifacts.</summary>
public sealed class DealFacts(BotCoachDb db, DealLedger ledger, SaidWords words)
{
    /// <summary>Sets fields by the names they have in the history; values are checked already. Null empties a field.</summary>
    public async Task SetAsync(Deal deal, IReadOnlyDictionary<string, string?> values, Actor actor, DateTimeOffset now)
    {
        await ledger.ChangeAsync(deal, actor, now, DealEventKind.FieldsChanged, d =>
        {
            foreach (var (field, value) in values) Set(d, field, value);
        });
        foreach (var (field, value) in values)
            if (field.StartsWith("fact:", StringComparison.Ordinal)) await words.SetAsync(deal, field, value);
    }

    /// <summary>A fact was written by another verb: its words are counted.</summary>
    public Task SaidAsync(Deal deal, string field) => words.SetAsync(deal, field, deal.Facts.GetValueOrDefault(field[5..]));

    /// <summary>Adds somebody on the buyer's side; the same name in the same role again changes that entry, in another role it is a second one.</summary>
    public async Task<MoveResult> AddPersonAsync(
        Deal deal, IReadOnlyList<Stakeholder> known, string name, string role, string? title, string? department, Actor actor, DateTimeOffset now)
    {
        var namesakes = known.Where(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        var person = namesakes.Find(s => s.Role == role);
        if (person is not null && (title is null || title == person.Title) && (department is null || department == person.Department))
            return new MayNot($"{person.Name} is on this deal in that role already.");
        var (nameWas, titleWas, departmentWas) = (person?.Name, person?.Title, person?.Department);
        if (person is null)
        {
            person = new Stakeholder { WorkspaceId = deal.WorkspaceId, Id = Guid.CreateVersion7(now), DealId = deal.Id, Name = name, Role = role };
            db.Stakeholders.Add(person);
        }
        person.Title = title ?? person.Title ?? namesakes.FirstOrDefault()?.Title;
        person.Department = department ?? person.Department ?? namesakes.FirstOrDefault()?.Department;
        await ledger.ChangeAsync(deal, actor, now, DealEventKind.StakeholderChanged, _ => { }, null,
        [
            new DealDifference($"stakeholder:{role}", nameWas, person.Name, FreeText: true),
            .. new DealDifference[]
            {
                new($"stakeholder-title:{role}", titleWas, person.Title, FreeText: true),
                new($"stakeholder-department:{role}", departmentWas, person.Department, FreeText: true),
            }.Where(d => d.Before != d.After),
        ]);
        return new Moved(deal.StageId, deal.StageId);
    }

    /// <summary>Links an artifact; a second link of the same kind takes the place of the first.</summary>
    public async Task<MoveResult> LinkAsync(Deal deal, IReadOnlyList<Artifact> known, string specId, string link, Actor actor, DateTimeOffset now)
    {
        if (known.Any(a => a.SpecId == specId && a.Link == link)) return new MayNot("That link is on this deal already.");
        db.Artifacts.Add(new Artifact { WorkspaceId = deal.WorkspaceId, Id = Guid.CreateVersion7(now), DealId = deal.Id, SpecId = specId, Link = link, AddedAt = now });
        await ledger.ChangeAsync(deal, actor, now, DealEventKind.ArtifactAdded, _ => { }, null,
            [new DealDifference($"artifact:{specId}", known.LastOrDefault(a => a.SpecId == specId)?.Link, link, FreeText: true)]);
        return new Moved(deal.StageId, deal.StageId);
    }

    private static void Set(Deal deal, string field, string? value)
    {
        switch (field)
        {
            case "name": deal.Name = value ?? deal.Name; break;
            case "account": deal.Account = value; break;
            case "segment": deal.Segment = value; break;
            case "lead-source": deal.LeadSource = value; break;
            case "amount": deal.Amount = value is null ? null : decimal.Parse(value, CultureInfo.InvariantCulture); break;
            case "close-on": deal.CloseOn = value is null ? null : LocalDatePattern.Iso.Parse(value).Value; break;
            case "champion": deal.ChampionStrength = value is null ? null : int.Parse(value, CultureInfo.InvariantCulture); break;
            default: SetFact(deal, field, value); break;
        }
    }

    private static void SetFact(Deal deal, string field, string? value)
    {
        var (of, name) = field.Split(':', 2) switch
        {
            ["fact", var fact] => (deal.Facts, fact),
            ["custom", var custom] => (deal.Custom, custom),
            _ => throw new ArgumentException($"A deal has no field {field}.", nameof(field)),
        };
        if (value is null) of.Remove(name);
        else of[name] = value;
    }
}
