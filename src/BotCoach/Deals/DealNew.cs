using System.Globalization;
using BotCoach.Chat;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace BotCoach.Deals;

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
        await shelf.EnsureBuiltInAsync(turn.Now);
        var team = (await db.People.FindAsync(db.WorkspaceId, owner))?.SalesTeam;
        var version = await shelf.ChooseAsync(values["segment"], values["lead-source"], values["deal-type"], team);
        var book = await shelf.OpenAsync(version.ProcessId, version.Number);
        var workspace = await db.Workspaces.SingleAsync();
        var deal = new Deal
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(turn.Now), Source = "chat", Name = values["name"]!, Account = values["account"], OwnerId = owner,
            SalesTeam = team, Segment = values["segment"], LeadSource = values["lead-source"], DealType = values["deal-type"], Currency = workspace.Currency,
            Amount = values["amount"] is { } amount ? decimal.Parse(amount, CultureInfo.InvariantCulture) : null,
            CloseOn = values["close-on"] is { } day ? LocalDatePattern.Iso.Parse(day).Value : null,
            ProcessId = version.ProcessId, ProcessVersion = version.Number, StageId = book.Stages[0].Id, StageEnteredAt = turn.Now, CreatedAt = turn.Now,
        };
        ledger.Add(deal, turn.Actor, turn.Now);
        return (deal, faults);
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
