using System.Globalization;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Deals;

/// <summary>A deal that begins: what is said of it at first.</summary>
public sealed record BegunDeal(string Name, string Account, Guid OwnerId)
{
    public string? Segment { get; init; }
    public string? LeadSource { get; init; }
    public string? DealType { get; init; }
    public decimal? Amount { get; init; }
    public LocalDate? CloseOn { get; init; }

    /// <summary>When the lead came in that it was; null where it was none.</summary>
    public DateTimeOffset? BeganAt { get; init; }

    /// <summary>The company's own fields.</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = new Dictionary<string, string>();
}

/// <summary>Makes a deal in chat: in the first stage of the process that it is for, since every stage after that is reached through the gate.</summary>
public sealed class DealNew(BotCoachDb db, DealLedger ledger, DealAccess access, StageShelf shelf)
{
    private static readonly string[] Asked = ["name", "account", "amount", "close-on", "segment", "lead-source", "deal-type"];

    public async Task<(Deal? Deal, Dictionary<string, string> Faults)> MakeAsync(Turn turn)
    {
        var (values, faults) = Read(turn);
        var owner = turn.Field("owner") is { } typed ? Guid.TryParse(typed, out var id) ? id : Guid.Empty : turn.Person.Id;
        if (await access.OwnerAsync(turn, owner) is null) faults["owner"] = "Choose one of the list.";
        if (faults.Count == 0 && await TwinAsync(turn, values["name"]!, values["account"]!) is { } twin) faults["name"] = twin;
        if (faults.Count > 0) return (null, faults);
        var begun = new BegunDeal(values["name"]!, values["account"]!, owner)
        {
            Segment = values["segment"], LeadSource = values["lead-source"], DealType = values["deal-type"],
            Amount = values["amount"] is { } amount ? decimal.Parse(amount, CultureInfo.InvariantCulture) : null,
            CloseOn = values["close-on"] is { } day ? LocalDatePattern.Iso.Parse(day).Value : null,
        };
        return (await BeginAsync(begun, turn.Actor, turn.Now), faults);
    }

    /// <summary>The deal of what was said, which has been looked at.</summary>
    public async Task<Deal> BeginAsync(BegunDeal said, Actor actor, DateTimeOffset now)
    {
        await shelf.EnsureBuiltInAsync(now);
        var team = (await db.People.FindAsync(db.WorkspaceId, said.OwnerId))?.SalesTeam;
        var version = await shelf.ChooseAsync(said.Segment, said.LeadSource, said.DealType, team);
        var book = await shelf.OpenAsync(version.ProcessId, version.Number);
        var workspace = await db.Workspaces.SingleAsync();
        var deal = new Deal
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), Source = "chat", Name = said.Name, Account = said.Account, OwnerId = said.OwnerId,
            SalesTeam = team, Segment = said.Segment, LeadSource = said.LeadSource, DealType = said.DealType, Currency = workspace.Currency, Amount = said.Amount, CloseOn = said.CloseOn,
            ProcessId = version.ProcessId, ProcessVersion = version.Number, StageId = book.Stages[0].Id, StageEnteredAt = now, CreatedAt = said.BeganAt ?? now, LeadReceivedAt = said.BeganAt,
        };
        foreach (var (field, value) in said.Custom) deal.Custom[field] = value;
        ledger.Add(deal, actor, now);
        return deal;
    }

    private static (Dictionary<string, string?> Values, Dictionary<string, string> Faults) Read(Turn turn)
    {
        var values = new Dictionary<string, string?>();
        var faults = new Dictionary<string, string>();
        foreach (var field in Asked)
        {
            var (value, fault) = FieldInput.Read(field, turn.Field(field), turn.Today);
            values[field] = value;
            if (fault is not null) faults[field] = fault;
        }
        if (!faults.ContainsKey("name") && values["name"] is null) faults["name"] = "Give it a name, for example: Acme, first order.";
        if (values["name"]?.Length > 200) faults["name"] = "Please use at most 200 characters.";
        if (!faults.ContainsKey("account") && values["account"] is null) faults["account"] = "Name the company that would buy.";
        if (values["account"]?.Length > 200) faults["account"] = "Please use at most 200 characters.";
        return (values, faults);
    }

    /// <summary>An open deal of the same account and name is the same deal; one that the person may not see is not spoken of.</summary>
    private async Task<string?> TwinAsync(Turn turn, string name, string account)
    {
        var twin = Deal.TwinOf(name, account);
        return !await (await access.OfAsync(turn.Person)).AnyAsync(d => d.Twin == twin && d.Status == DealStatus.Open) ? null : "There is an open deal with this name at this account already. Open that one, or tell them apart by the name.";
    }
}
