namespace BotCoach.Stages;

/// <summary>The sentences for what does not fit in a rule.</summary>
internal static class RuleFaults
{
    public const string Signs = "`>`, `>=`, `=`, `<`, `<=`";

    /// <summary>What fits: "an amount is a number; compare it with one, as in `amount > 0`".</summary>
    public static string Fits(RuleSubject subject)
    {
        var example = $"as in `{Example(subject)}`";
        return subject.Kind switch
        {
            RuleKind.Money => $"{One(subject)} is a number; compare it with one, {example}",
            RuleKind.Count => $"{Named(subject)} are counted; compare them with a number, {example}",
            RuleKind.Strength => $"a champion is known or has a strength from 1 to 5, {example}",
            RuleKind.Day => $"{One(subject)} is a day; compare it with one, {example}",
            RuleKind.Choice => $"{One(subject)} is one of some words; say which, {example}",
            RuleKind.Person => $"{One(subject)} is a person, who is known or not, {example}",
            _ => $"{Named(subject)} {(FieldWords.IsMany(Named(subject)) ? "are" : "is")} in words, which are there or not, {example}",
        };
    }

    /// <summary>A rule that fits it.</summary>
    public static string Example(RuleSubject subject) => (subject.Of, subject.Kind) switch
    {
        (RuleTerm.Stakeholders, _) => subject.Name.Length > 0 ? $"stakeholders with role {subject.Name} >= 1" : "stakeholders >= 2",
        (RuleTerm.Departments, _) => "departments of stakeholders >= 2",
        (RuleTerm.Artifacts, _) => $"artifacts of {RuleWriter.Word(subject.Name)} >= 1",
        (RuleTerm.Custom, _) => $"custom {RuleNames.Quoted(subject.Name)} is known",
        (_, RuleKind.Money) => $"{subject.Name} > 0",
        (_, RuleKind.Strength) => $"{subject.Name} >= {KnownFields.StrongChampion}",
        (_, RuleKind.Day) => $"{subject.Name} in future",
        (_, RuleKind.Choice) => subject.Name == "fit" ? "fit is strong" : $"{subject.Name} is known",
        _ => $"{subject.Name} is known",
    };

    private static string Named(RuleSubject subject) => subject.Of switch
    {
        RuleTerm.Stakeholders => "stakeholders",
        RuleTerm.Departments => "departments",
        RuleTerm.Artifacts => "artifacts",
        RuleTerm.Custom => "company's own field",
        _ => FieldWords.Name(subject.Name),
    };

    private static string One(RuleSubject subject) => FieldWords.Article(Named(subject));
}
