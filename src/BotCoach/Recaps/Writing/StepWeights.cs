namespace BotCoach.Recaps.Writing;

/// <summary>
/// What each of <see cref="StepFeatures"/> weighs. Fitted by logistic regression (ridge 10, Newton steps) on the sentences of the 20 meetings of <c>ami-val</c> and the
/// four <c>sales-calls</c>: those in which an action's evidence stands against all that are more than three cues away from any. <c>BotCoach.Benchmarks -- recap fit</c>
/// fits them anew and prints this table; what they reach on meetings that they have not seen stands in the benchmarks' README.
/// </summary>
internal sealed class StepWeights(IReadOnlyList<double> weights, double enough)
{
    /// <summary>From this probability on a sentence is taken for a next step.</summary>
    public double Enough => enough;

    public static readonly IReadOnlyList<(string Name, double Weight)> Table =
    [
        ("bias",                         -6.44),
        ("i commit",                      0.29),
        ("we commit",                    -0.11),
        ("we must",                       0.07),
        ("i must",                        0.02),
        ("assigned",                      0.42),
        ("assigned, no matter",           0.35),
        ("asked",                         0.49),
        ("you may",                      -0.01),
        ("role will",                     0.20),
        ("role",                          0.60),
        ("transfer",                      0.48),
        ("task",                          0.52),
        ("thing",                         1.07),
        ("instruction",                   0.38),
        ("due",                           0.40),
        ("next time",                     0.26),
        ("imperative",                    0.26),
        ("in this call",                 -0.20),
        ("not",                          -0.04),
        ("past",                         -0.04),
        ("perhaps",                       0.18),
        ("generic",                       0.02),
        ("question",                      0.05),
        ("decided",                       0.13),
        ("length",                        0.48),
        ("short",                        -0.62),
        ("by the leader",                 0.51),
        ("leader binds",                  0.57),
        ("last tenth",                    0.87),
        ("last twentieth",                0.69),
        ("first half",                   -1.19),
        ("wrap before",                   0.41),
        ("wrap after",                    0.82),
        ("binds near",                    1.28),
        ("roles near",                    0.45),
        ("instructions near",             0.92),
        ("leader near",                   0.55),
        ("binds in the last tenth",       0.48),
        ("binds after wrap",              0.08),
        ("binds among binds",             0.11),
        ("agenda",                       -0.05),
        ("thing and due",                -0.01),
        ("doubt",                        -0.24),
        ("time and matter",               0.26),
        ("binds at end of talk",          0.27),
    ];

    public static readonly StepWeights Fitted = new([.. Table.Select(t => t.Weight)], 0.17);

    public double Of(ReadOnlySpan<double> features)
    {
        var sum = 0.0;
        for (var i = 0; i < features.Length; i++) sum += weights[i] * features[i];
        return 1 / (1 + Math.Exp(-sum));
    }
}
