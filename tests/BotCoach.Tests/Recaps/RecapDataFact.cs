namespace BotCoach.Tests.Recaps;

/// <summary>Runs where the shared data stands beside the repository.</summary>
public sealed class RecapDataFactAttribute : FactAttribute
{
    public static readonly string? Folder = Find();

    public RecapDataFactAttribute()
    {
        if (Folder is null) Skip = "../shared/data/ami-val, sales-calls or transcript-formats is not there";
    }

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "shared", "data") is var data && new[] { "ami-val", "sales-calls", "transcript-formats" }.All(d => Directory.Exists(Path.Combine(data, d)))) return data;
        return null;
    }
}
