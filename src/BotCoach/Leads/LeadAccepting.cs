using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Leads;

/// <summary>
/// An accepted lead becomes a deal by the verbs of every deal: a new one in the first stage of its process, or, where who takes it has an open one of the same
/// company, that one. Who wrote is known on it, and the clock of the first answer runs from when they wrote.
/// </summary>
public sealed class LeadAccepting(BotCoachDb db, DealNew begin, DealLedger ledger, DealFacts facts, DealFiles files)
{
    private const string Role = "other";

    public async Task<Deal> DealAsync(Lead lead, Person taker, Actor actor, DateTimeOffset now)
    {
        var account = lead.Company ?? LeadRules.CompanyOf(lead.Email) ?? lead.Name;
        var same = account.ToLowerInvariant() + "\n";
        var deal = await db.Deals.Where(d => d.OwnerId == taker.Id && d.Status == DealStatus.Open && d.Account != null && d.Twin.StartsWith(same)).OrderByDescending(d => d.Id).FirstOrDefaultAsync();
        if (deal is null) deal = await begin.BeginAsync(new BegunDeal($"{account}, {lead.Source}", account, taker.Id) { Segment = lead.Segment, LeadSource = lead.Source, BeganAt = lead.ReceivedAt, Custom = Said(lead) }, actor, now);
        else await JoinAsync(deal, lead, actor, now);
        var file = await files.OpenAsync(deal);
        await facts.AddPersonAsync(deal, file.Stakeholders, lead.Name, Role, lead.Title, null, actor, now);
        return deal;
    }

    /// <summary>Where the deal was spoken of with them since they wrote, it is answered already.</summary>
    private Task JoinAsync(Deal deal, Lead lead, Actor actor, DateTimeOffset now) => ledger.ChangeAsync(deal, actor, now, DealEventKind.FieldsChanged, d =>
    {
        (d.LeadReceivedAt, d.LeadAnsweredAt, d.LeadMinutes) = (lead.ReceivedAt, null, null);
        foreach (var (field, value) in Said(lead)) d.Custom[field] = value;
    });

    /// <summary>Where they are. How they are reached, and what they wrote, stays with the lead, where it can be forgotten.</summary>
    private static Dictionary<string, string> Said(Lead lead) => new (string Field, string? Value)[] { ("Lead country", lead.Country), ("Lead region", lead.Region) }
        .Where(f => f.Value is not null).ToDictionary(f => f.Field, f => f.Value!);
}
