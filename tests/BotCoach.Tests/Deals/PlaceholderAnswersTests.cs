using System.Globalization;
using BotCoach.Deals;
using BotCoach.Tests.House;
using Xunit.Abstractions;

namespace BotCoach.Tests.Deals;

/// <summary>Held against the labelled answers that it was tuned on. The held-out half is measured by the benchmarks (<c>-- answers</c>), which tell its rates and never a row.</summary>
public sealed class PlaceholderAnswersTests(ITestOutputHelper output)
{
    private const double LeastFound = 0.95;
    private const double MostFalse = 0.02;

    [Theory] [InlineData("build")] [InlineData("development")]
    public void Placeholders_are_found_and_answers_are_let_through_where_it_was_tuned(string half)
    {
        var rows = Read(half);
        var wrong = rows.Where(r => r.IsSaidToBeOne != r.IsOne).Select(r => $"{(r.IsOne ? "missed" : "false alarm")}: “{r.Answer}” to “{r.Question}”");
        Assert.True(IsGoodEnough(half, rows), string.Join("\n", wrong));
    }

    /// <summary>Phones begin each text with a capital letter, and some people write with nothing else.</summary>
    [Theory] [InlineData(false)] [InlineData(true)]
    public void Capital_letters_hide_no_placeholder(bool isAll)
    {
        var found = Read("development").Where(r => r.IsOne).Average(r => Placeholders.IsOne(isAll ? r.Answer.ToUpperInvariant() : char.ToUpperInvariant(r.Answer[0]) + r.Answer[1..], r.Question, 1) ? 1 : 0);
        Assert.True(found >= LeastFound, string.Create(CultureInfo.InvariantCulture, $"{found:P1}"));
    }

    private bool IsGoodEnough(string half, List<Labelled> rows)
    {
        output.WriteLine($"{half}: {Rates(rows)}");
        return rows.Count >= 250 && Found(rows) >= LeastFound && False(rows) <= MostFalse;
    }

    private static string Rates(List<Labelled> rows) => string.Create(CultureInfo.InvariantCulture, $"{Found(rows):P1} of the placeholders found, {False(rows):P1} of the answers taken for one");

    private static double Found(List<Labelled> rows) => rows.Where(r => r.IsOne).Average(r => r.IsSaidToBeOne ? 1 : 0);

    private static double False(List<Labelled> rows) => rows.Where(r => !r.IsOne).Average(r => r.IsSaidToBeOne ? 1 : 0);

    private static List<Labelled> Read(string half) =>
        [.. File.ReadLines(Path.Combine(Sources.Root, "tests", "BotCoach.Tests", "Deals", "Answers", $"{half}.tsv")).Skip(1).Select(line => line.Split('\t')).Select(f => new Labelled(f[0] == "placeholder", f[1], f[2]))];

    private sealed record Labelled(bool IsOne, string Question, string Answer)
    {
        public bool IsSaidToBeOne { get; } = Placeholders.IsOne(Answer, Question, 1);
    }
}
