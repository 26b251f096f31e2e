using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;

namespace BotCoach.Deals;

/// <summary>Decisions to pass a gate that says not yet: kept with what was missing, and told to the owner's manager in one line.</summary>
public sealed class GateOverrides(BotCoachDb db, WaitingBoard waiting)
{
    public static bool MayDo(Role role, BookRules rules) => rules.MayOverride.Contains(role.ToString(), StringComparer.OrdinalIgnoreCase);

    public static string NotNamed(BookRules rules) => rules.MayOverride.Count == 0
        ? "This process allows no overrides."
        : $"Only {FieldWords.Article(Wording.List([.. rules.MayOverride]))} may move a deal past its gate. Ask one to.".Replace(" and ", " or ", StringComparison.Ordinal);

    /// <param name="key">The API key by which it was done; null: by the person's own hand.</param>
    public async Task<GateOverride> GiveAsync(DealFile file, Person person, GateAnswer gate, string reason, DateTimeOffset now, string? key = null)
    {
        var given = new GateOverride
        {
            WorkspaceId = file.Deal.WorkspaceId, Id = Guid.CreateVersion7(now), DealId = file.Deal.Id, FromStage = file.Deal.StageId, ToStage = gate.Target,
            Reason = reason, Missing = string.Join(',', gate.Missing.Select(m => m.Id)), ByPersonId = person.Id, ByRole = person.Role,
            GivenAt = now, ExpiresAt = now.AddDays(file.Book.Rules.OverrideDays),
        };
        db.GateOverrides.Add(given);
        var owner = await db.People.FindAsync(db.WorkspaceId, file.Deal.OwnerId);
        if (owner?.ManagerId is { } manager && (manager != person.Id || key is not null))
            await waiting.AskAsync(manager, WaitingKind.Override, file.Deal, "", $"override:{given.Id}", Line(file, key ?? person.Name, gate, given), now);
        return given;
    }

    private static Message Line(DealFile file, string who, GateAnswer gate, GateOverride given)
    {
        var to = gate.Target == StageGate.Won ? "won" : file.Book.Find(gate.Target)?.Name ?? gate.Target;
        var until = Wording.Day(file.Today(given.ExpiresAt), file.Today(given.GivenAt));
        Text line = $"{who} moved {Text.Strong(file.Deal.Name)} to {to} without {Wording.Count(gate.Missing.Count, "thing")} that the gate asks for: “{given.Reason}” It holds until {until}.";
        return Message.Of($"{who} moved {file.Deal.Name} past its gate", new Paragraph(line), Buttons.Of(new Button("See the deal", "deal.show", $"{file.Deal.Id}"), new Button("Noted", "waiting.noted", $"override:{given.Id}")));
    }
}
