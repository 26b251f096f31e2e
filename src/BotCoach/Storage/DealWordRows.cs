namespace BotCoach.Storage;

/// <summary>In which deals words stand that are kept as JSON, where no query of the model reaches.</summary>
public static class DealWordRows
{
    /// <summary>The deals of the workspace in scope in whose facts or own fields one of these stands, in whatever case the database knows; too many rather than too few.</summary>
    public static Task<List<Guid>> DealsSayingAsync(this BotCoachDb db, IReadOnlyList<string> forms)
    {
        object[] of = [db.WorkspaceId, .. forms.SelectMany(f => new[] { Like(f), Like(f.ToLowerInvariant()) })];
        var any = string.Join(" or ", forms.SelectMany((_, i) => new[] { "facts", "custom" }.Select(c => $"{c} like {{{2 * i + 1}}} escape '!' or lower({c}) like {{{2 * i + 2}}} escape '!'")));
        return db.IdsAsync($"select id as \"Value\" from deal where workspace_id = {{0}} and ({any})", of);
    }

    private static string Like(string words) => $"%{words.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%";
}
