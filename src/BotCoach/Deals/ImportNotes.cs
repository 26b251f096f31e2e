using BotCoach.Chat;

namespace BotCoach.Deals;

/// <summary>What a person should know about how the files were read: nothing of it is an error, and nothing is lost.</summary>
internal static class ImportNotes
{
    private const int MostNames = 40;

    public static IReadOnlyList<string> Of(ImportPlan plan)
    {
        var tally = plan.Tally;
        List<string> notes = [.. plan.Notes, .. tally.ReadAs.Select(r => $"{r.Key}, {Wording.Count(r.Value, "row")}.")];
        if (plan.NewPeople.Count > 0) notes.Insert(0, $"New people: {Names(plan.NewPeople)}.");
        if (!plan.Columns.ContainsValue("name") && tally.Deals > 0) notes.Add("The deals have no names; each is called by its product, account and id.");
        if (tally.WithoutAccount > 0) notes.Add($"{Wording.Count(tally.WithoutAccount, "deal")} without an account.");
        if (tally.WithoutAmount > 0) notes.Add($"{Wording.Count(tally.WithoutAmount, "deal")} without an amount.");
        if (tally.WithoutClose > 0) notes.Add($"{Wording.Count(tally.WithoutClose, "deal")} without a close date.");
        return notes;
    }

    private static string Names(List<string> names) =>
        names.Count <= MostNames ? Wording.List(names) : $"{string.Join(", ", names.Take(MostNames))} and {names.Count - MostNames:#,0} more";
}
