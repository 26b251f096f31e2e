namespace BotCoach.Stages;

/// <summary>
/// A rule over a deal, as the evidence <c>rule: …</c> of a criterion has it. It is data: nothing of it is ever run.
/// <code>
/// rule       = both { "or" both }
/// both       = single { "and" single }
/// single     = "not" single | "(" rule ")" | comparison | field "/" its rule     as in next-step/confirmed
/// comparison = subject [ "is" [ "not" ] ] what
/// subject    = field | "stakeholders" [ "with" "role" role ] | "departments" "of" "stakeholders" | "artifacts" "of" id | "custom" "\"name\""
/// what       = order number                                             amounts, counts, the champion's strength of 5
///            | "in" ( "future" | "past" ) | "within" number unit | ( order | "after" | "before" | "on" ) day           close date, start date, next step
///            | "known" | "unknown" | word | "one" "of" word { "," word } | a rule of the field, as in next-step is confirmed
/// order      = "&gt;" | "&gt;=" | "=" | "&lt;" | "&lt;="
/// number     = 10000 | 10,000 | 10k | 2.5m
/// day        = ( "today" | "tomorrow" | "yesterday" ) [ ( "+" | "-" ) number unit ]
/// unit       = "day" | "days" | "week" | "weeks"
/// </code>
/// Fields are those of <see cref="KnownFields"/>; <c>closeDate</c> is read as <c>close-date</c>. Today is in the future, as a close date of today still is.
/// What is not one plain word is quoted: <c>segment is "mid market"</c>. Of data that never arrived nothing holds but that it is unknown.
/// </summary>
public abstract record DealRule
{
    private DealRule() { }

    public sealed record Both(DealRule First, DealRule Second) : DealRule;

    public sealed record Either(DealRule First, DealRule Second) : DealRule;

    public sealed record Not(DealRule Rule) : DealRule;

    /// <summary>What asks something of one subject.</summary>
    public abstract record Leaf(RuleSubject Subject) : DealRule;

    public sealed record Known(RuleSubject Subject) : Leaf(Subject);

    /// <summary>A number, or a day in days from today.</summary>
    public sealed record Compared(RuleSubject Subject, RuleOrder Order, decimal With) : Leaf(Subject)
    {
        public bool Holds(decimal value) => Order switch
        {
            RuleOrder.Above => value > With,
            RuleOrder.AtLeast => value >= With,
            RuleOrder.Equal => value == With,
            RuleOrder.AtMost => value <= With,
            _ => value < With,
        };
    }

    /// <summary>A day from today on, and not after so many days.</summary>
    public sealed record Within(RuleSubject Subject, int Days) : Leaf(Subject)
    {
        public bool Holds(decimal days) => days >= 0 && days <= Days;
    }

    /// <summary>One of these words, in any case.</summary>
    public sealed record OneOf(RuleSubject Subject, IReadOnlyList<string> Words) : Leaf(Subject)
    {
        public bool Holds(string word)
        {
            for (var i = 0; i < Words.Count; i++) if (Words[i].Equals(word, StringComparison.OrdinalIgnoreCase)) return true;
            return false;
        }

        public bool Equals(OneOf? other) => other is not null && Subject == other.Subject && Words.SequenceEqual(other.Words);

        public override int GetHashCode() => Words.Aggregate(Subject.GetHashCode(), HashCode.Combine);
    }

    /// <summary>A rule of <see cref="KnownFields"/> that is no comparison: <c>next-step/confirmed</c>.</summary>
    public sealed record Meets(RuleSubject Subject) : Leaf(Subject);

    /// <summary>Everything in it that asks something of one subject, from left to right.</summary>
    public IEnumerable<Leaf> Leaves() => this switch
    {
        Both both => both.First.Leaves().Concat(both.Second.Leaves()),
        Either either => either.First.Leaves().Concat(either.Second.Leaves()),
        Not not => not.Rule.Leaves(),
        _ => [(Leaf)this],
    };

    /// <summary>The same without what it asks not to be so.</summary>
    public IEnumerable<Leaf> Wanted(bool holds = true) => this switch
    {
        Both both => both.First.Wanted(holds).Concat(both.Second.Wanted(holds)),
        Either either => either.First.Wanted(holds).Concat(either.Second.Wanted(holds)),
        Not not => not.Rule.Wanted(!holds),
        _ => holds ? [(Leaf)this] : [],
    };
}

public enum RuleOrder { Above, AtLeast, Equal, AtMost, Below }
