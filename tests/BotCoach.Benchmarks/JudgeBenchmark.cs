using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotCoach.Nudges;
using BotCoach.Stages;
using BotCoach.Tests.Nudges;

namespace BotCoach.Benchmarks;

/// <summary>
/// What all rules together cost for a deal whose file lies in memory, on one thread: all 20,000 in a row, which is more than the processor's caches hold, and
/// as many at a time as a sweep has just read. The print of all verdicts, at four instants, is the same as long as the rules say the same.
/// </summary>
internal static class JudgeBenchmark
{
    private const int Deals = 20_000;
    private const int Rounds = 5;
    private const int Passes = 10;

    public static int Run()
    {
        var deals = new JudgedDeals(new Random(20_260_320)).Make(Deals);
        var signals = deals.Sum(d => d.At(JudgedDeals.Now).Signals.Count);
        Judge([deals], Passes);
        Measure(("all in a row", [deals]));
        Measure(($"{NudgeSweep.Batch} at a time", [.. deals.Chunk(NudgeSweep.Batch)]));
        var spelled = Spelled(deals);
        Judge([spelled], Passes);
        Measure(("field and rule", [deals]), ("rules over the deal", [spelled]));
        if (spelled.Zip(deals).Any(d => !d.First.At(JudgedDeals.Now).Signals.SequenceEqual(d.Second.At(JudgedDeals.Now).Signals))) throw new InvalidOperationException("The rules over the deal say something else.");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(double)signals / Deals:0.00} signals a deal, verdicts {Print(deals)}"));
        return 0;
    }

    /// <summary>Several are measured in turns.</summary>
    private static void Measure(params (string What, IReadOnlyList<JudgedDeal>[] Batches)[] several)
    {
        var measured = several.Select(_ => (Rates: new List<double>(), OfCore: new List<double>(), Allocated: new List<double>())).ToList();
        for (var round = 0; round < Rounds; round++)
            foreach (var ((_, batches), (rates, ofCore, bytes)) in several.Zip(measured))
            {
                var (at, worked, allocated) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
                Judge(batches, Passes);
                rates.Add(Deals * Passes / Stopwatch.GetElapsedTime(at).TotalSeconds);
                ofCore.Add(Deals * Passes / (Environment.CpuUsage.TotalTime - worked).TotalSeconds);
                bytes.Add((double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / (Passes * Deals));
            }
        foreach (var ((what, _), (rates, ofCore, bytes)) in several.Zip(measured))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {Middle(rates)} deals/s | {Middle(ofCore)} by processor time | {bytes.Average():#,0} B |"));
    }

    /// <summary>The same deals under the same process, with each field and each field's rule that is evidence spelled as a rule over the deal.</summary>
    private static List<JudgedDeal> Spelled(IReadOnlyList<JudgedDeal> deals)
    {
        var book = deals[0].File.Book;
        book = book with { Stages = [.. book.Stages.Select(s => s with { Entry = [.. s.Entry.Select(Spelled)], Exit = [.. s.Exit.Select(Spelled)] })] };
        return [.. deals.Select(d => d with { File = d.File with { Book = book } })];
    }

    private static Criterion Spelled(Criterion criterion) => criterion with
    {
        Accepts = [.. criterion.Accepts.Select(e => e.Kind switch
        {
            EvidenceKind.Field => new Evidence(EvidenceKind.Rule, $"{e.Of} is known"),
            EvidenceKind.Rule => new Evidence(EvidenceKind.Rule, $"({e.Of})"),
            _ => e,
        })],
    };

    /// <summary>Each batch so many times before the next.</summary>
    private static void Judge(IReadOnlyList<JudgedDeal>[] batches, int passes)
    {
        foreach (var batch in batches)
            for (var pass = 0; pass < passes; pass++)
                for (var i = 0; i < batch.Count; i++) batch[i].At(JudgedDeals.Now);
    }

    private static string Middle(List<double> rates)
    {
        rates.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{rates[rates.Count / 2]:#,0} [{rates[0]:#,0}..{rates[^1]:#,0}]");
    }

    private static string Print(IReadOnlyList<JudgedDeal> deals)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var days in (int[])[0, 3, 12, 45])
            foreach (var deal in deals) hash.AppendData(Encoding.UTF8.GetBytes(Words(deal.At(JudgedDeals.Now.AddDays(days)))));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    private static string Words(Judgement judged) => string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', judged.Signals)} {judged.NextAt:O}\n");
}
