using System.Globalization;
using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Stages;

/// <summary>
/// Which deals a process is for, said by an admin. It decides for deals that come from now on: those that there are stay in their process. One process is the
/// default, for all that no other is for.
/// </summary>
public sealed class ProcessScope(BotCoachDb db, Audit audit)
{
    public static Form Form(Process process) => new(
        "process.scope", "Which deals it is for",
        [
            new TextField("name", "Name") { Value = process.Name },
            new TextField("segment", "Only deals of segment") { Value = process.Segment, Optional = true }, new TextField("source", "Only deals of source") { Value = process.LeadSource, Optional = true },
            new TextField("type", "Only deals of type") { Value = process.DealType, Optional = true },
            new NumberField("order", "Asked as number") { Value = process.Ordinal.ToString(CultureInfo.InvariantCulture), Hint = "The first that fits a deal is taken." },
            new ChoiceField("default", "For all other deals", [new Option("yes", "Yes"), new Option("no", "No")]) { Value = process.IsDefault ? "yes" : "no" },
        ],
        process.Id.ToString());

    /// <summary>The sentences at the fields that cannot be, or none, where it is done.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ChangeAsync(Process process, Func<string, string?> said, Actor actor, DateTimeOffset now)
    {
        await db.LockWorkspaceAsync();
        var others = await db.Processes.Where(p => p.Id != process.Id).ToListAsync();
        var (name, isDefault) = (Field("name"), Field("default") == "yes");
        var faults = new Dictionary<string, string>();
        if (name is null) faults["name"] = "This cannot be empty.";
        else if (others.Exists(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))) faults["name"] = "Another process has this name.";
        if (!int.TryParse(Field("order"), NumberStyles.None, CultureInfo.InvariantCulture, out var order) || order > 1000) faults["order"] = "Write a whole number from 0 to 1000.";
        if (!isDefault && process.IsDefault) faults["default"] = "One process is for all other deals. Make another one that instead.";
        if (isDefault && !await db.ProcessVersions.AnyAsync(v => v.ProcessId == process.Id && v.State == VersionState.Published)) faults["default"] = "Publish it first.";
        if (faults.Count > 0) return faults;
        if (isDefault) foreach (var other in others.Where(p => p.IsDefault)) other.IsDefault = false;
        (process.Name, process.Segment, process.LeadSource, process.DealType, process.Ordinal, process.IsDefault) = (name!, Field("segment"), Field("source"), Field("type"), order, isDefault);
        audit.Did(actor, "process: which deals it is for", process.Id, now);
        return faults;

        string? Field(string id) => said(id)?.Trim() is { Length: > 0 } words ? words : null;
    }
}
