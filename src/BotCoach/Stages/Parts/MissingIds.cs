namespace BotCoach.Stages.Parts;

/// <summary>Gives ids to what has none, made of its words; each is permanent from then on.</summary>
internal static class MissingIds
{
    public static StageBook Fill(StageBook book)
    {
        var (stages, criteria, artifacts, tasks) = (Ids(book, s => [s.Id]), Ids(book, s => s.Entry.Concat(s.Exit).Select(c => c.Id)), Ids(book, s => s.Artifacts.Select(a => a.Id)), Ids(book, s => s.Tasks.Select(t => t.Id)));
        return book with
        {
            Stages = [.. book.Stages.Select(s =>
            {
                var modes = s.FailureModes.Select(m => m.Id).Where(id => id.Length > 0).ToHashSet();
                return s with
                {
                    Id = Of(s.Id, s.Name, stages, "stage"),
                    Entry = [.. s.Entry.Select(c => c with { Id = Of(c.Id, c.Text, criteria, "criterion") })], Exit = [.. s.Exit.Select(c => c with { Id = Of(c.Id, c.Text, criteria, "criterion") })],
                    Artifacts = [.. s.Artifacts.Select(a => a with { Id = Of(a.Id, a.Name, artifacts, "document") })],
                    Tasks = [.. s.Tasks.Select(t => t with { Id = Of(t.Id, t.Text, tasks, "task") })],
                    FailureModes = [.. s.FailureModes.Select(m => m with { Id = Of(m.Id, m.Text, modes, "failure") })],
                };
            })],
        };
    }

    private static HashSet<string> Ids(StageBook book, Func<Stage, IEnumerable<string>> of) => [.. book.Stages.SelectMany(of).Where(id => id.Length > 0)];

    private static string Of(string id, string words, HashSet<string> taken, string otherwise)
    {
        if (id.Length > 0) return id;
        var made = Slug.Of(words, taken, otherwise);
        taken.Add(made);
        return made;
    }
}
