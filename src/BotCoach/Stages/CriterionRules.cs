namespace BotCoach.Stages;

/// <summary>Judges a criterion and the evidence it accepts, given the artifacts that exist by its stage and those that only come later.</summary>
internal sealed class CriterionRules(HashSet<string> artifacts, HashSet<string> later, StageBookFindings problems)
{
    public void Check(Criterion criterion, string place)
    {
        problems.Texts(place, ("text", criterion.Text), ("source", criterion.Source));
        if (criterion.Accepts.Length == 0) problems.Error(place, "It accepts no evidence, so it could never be met.");
        else if (criterion.Required && criterion.Accepts.All(e => e.Kind == EvidenceKind.Note))
            problems.Error(place, "It is required and accepts only a note: anybody's word would pass the gate. Accept a field, an artifact, an approver or a rule as well.");
        else if (criterion.Required && criterion.Accepts.All(e => e.Kind is EvidenceKind.Note or EvidenceKind.Quote))
            problems.Error(place, "It is required and accepts only a quote, which no person can enter as proof. Accept a field, an artifact, an approver or a rule as well.");
        foreach (var evidence in criterion.Accepts) Evidence(evidence, place);
        if (criterion.Accepts.Distinct().Count() < criterion.Accepts.Length) problems.Warning(place, "It names the same evidence twice.");
    }

    /// <summary>A rule over the deal, of a criterion or of what goes wrong.</summary>
    public void Rule(string of, string place)
    {
        var (rule, faults) = DealRuleReader.Read(of);
        foreach (var fault in faults) problems.Error(place, $"In the rule `{Chat.Wording.Short(of, 120)}`, {fault}");
        if (rule is null) return;
        foreach (var id in rule.Leaves().Where(l => l.Subject.Of == RuleTerm.Artifacts).Select(l => l.Subject.Name).Distinct()) Artifact(id, place);
        DealRuleRules.Check(rule, place, problems);
    }

    private void Evidence(Evidence evidence, string place)
    {
        var name = YamlNames.Of(evidence.Kind);
        if (evidence.Kind is EvidenceKind.Note or EvidenceKind.Quote)
        {
            if (evidence.Of is not null) problems.Error(place, $"A {name} stands alone; '{evidence.Of}' behind it means nothing.");
            return;
        }
        if (string.IsNullOrWhiteSpace(evidence.Of)) problems.Error(place, $"The evidence '{name}' must say which.");
        else Of(evidence.Kind, evidence.Of, place);
    }

    private void Of(EvidenceKind kind, string of, string place)
    {
        switch (kind)
        {
            case EvidenceKind.Field: Present(of, place); break;
            case EvidenceKind.Rule when FieldAsk.IsOne(of): problems.FieldRule(place, FieldWords.Split(of).Field, FieldWords.Split(of).Rule); break;
            case EvidenceKind.Rule: Rule(of, place); break;
            case EvidenceKind.Artifact: Artifact(of, place); break;
            case EvidenceKind.Stakeholder: problems.OneOf(place, "stakeholder's role", of, KnownFields.StakeholderRoles.ToList()); break;
            case EvidenceKind.Approver: problems.OneOf(place, "approver's role", of, StageBookRules.ApproverRoles.ToList()); break;
        }
    }

    private void Present(string field, string place)
    {
        if (KnownFields.Rules.TryGetValue(field, out var rules) && !rules.Contains("present"))
            problems.Error(place, $"The field '{field}' is a list; say which rule it must satisfy, as in 'rule: {field}/{rules[0]}'.");
        else problems.Field(place, field);
    }

    private void Artifact(string id, string place)
    {
        if (artifacts.Contains(id)) return;
        problems.Error(place, later.Contains(id)
            ? $"The artifact '{id}' is only defined by a later stage."
            : $"The artifact '{id}' is defined by no stage up to here.");
    }
}
