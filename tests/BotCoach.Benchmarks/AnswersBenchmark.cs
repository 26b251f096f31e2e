using System.Globalization;
using BotCoach.Deals;

namespace BotCoach.Benchmarks;

/// <summary>The placeholder detector on the labelled answers: of each set the rates and never a row, so that nobody tunes on the half that is held out.</summary>
internal static class AnswersBenchmark
{
    private static readonly string[] Sets = ["build", "development", "held-out"];

    public static int Run()
    {
        Console.WriteLine("| answers | placeholders found | wanted | answers taken for one | wanted |\n|---|---|---|---|---|");
        foreach (var set in Sets)
        {
            List<(bool IsOne, bool IsSaidToBeOne)> rows = [.. File.ReadLines(Path.Combine(Folder, $"{set}.tsv")).Skip(1).Select(l => l.Split('\t')).Select(f => (f[0] == "placeholder", Placeholders.IsOne(f[2], f[1], 1)))];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {set}, {rows.Count} | {Rate(rows, isOne: true):P1} | 95 % | {Rate(rows, isOne: false):P1} | 2 % |"));
        }
        return 0;
    }

    private static double Rate(List<(bool IsOne, bool IsSaidToBeOne)> rows, bool isOne) => rows.Where(r => r.IsOne == isOne).Average(r => r.IsSaidToBeOne ? 1 : 0);

    private static string Folder
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (at is not null && !File.Exists(Path.Combine(at.FullName, "BotCoach.sln"))) at = at.Parent;
            return Path.Combine(at?.FullName ?? ".", "tests", "BotCoach.Tests", "Deals", "Answers");
        }
    }
}
