using BotCoach.Channels;

namespace BotCoach.Stages;

/// <summary>A document's template, as it is shown where the document is asked for: a link, a line of what belongs in it, or a message of its own.</summary>
public static class ArtifactTemplate
{
    private const int MostInLine = 200;
    private const int MostInForm = 900;

    /// <summary>The documents with a template that count as evidence of a criterion.</summary>
    public static IEnumerable<ArtifactSpec> Of(Criterion criterion, StageBook book)
    {
        var ids = criterion.Accepts.SelectMany(e => e.Rule?.Leaves().Where(l => l.Subject.Of == RuleTerm.Artifacts).Select(l => l.Subject.Name) ?? (e is { Kind: EvidenceKind.Artifact, Of: { } of } ? [of] : []));
        return ids.Distinct().Select(id => Find(book, id)).OfType<ArtifactSpec>().Where(a => !string.IsNullOrWhiteSpace(a.Template));
    }

    /// <summary>The document of this id, in whatever stage.</summary>
    public static ArtifactSpec? Find(StageBook book, string? id) => book.Stages.SelectMany(s => s.Artifacts).FirstOrDefault(a => a.Id == id);

    /// <summary>What stands beside the document; null where there is no template, or one that is too long for that.</summary>
    public static Text? InLine(ArtifactSpec artifact) => string.IsNullOrWhiteSpace(artifact.Template) || IsLong(artifact) ? null
        : SafeAddress.Of(artifact.Template) is not null ? new Link("template", artifact.Template) : artifact.Template.Trim();

    /// <summary>It is shown when somebody asks for it.</summary>
    public static bool IsLong(ArtifactSpec artifact) =>
        artifact.Template is { } template && SafeAddress.Of(template) is null && (template.Trim().Length > MostInLine || template.Trim().Contains('\n'));

    /// <summary>The same in a line of its own: "Template for mutual action plan: …".</summary>
    public static Text? Line(ArtifactSpec artifact) => (InLine(artifact), $"Template for {Chat.Wording.LowerFirst(artifact.Name)}") switch
    {
        (null, _) => null,
        ([Link link], var title) => new Link(title, link.Url),
        var (words, title) => $"{Text.Strong(title)}: {words}",
    };

    /// <summary>The same where nothing can be pressed: of a long one its beginning. Null where there is no template.</summary>
    public static Text? Shown(ArtifactSpec artifact) => !IsLong(artifact) ? Line(artifact)
        : $"{Text.Strong($"Template for {Chat.Wording.LowerFirst(artifact.Name)}")}:\n{Chat.Wording.Short(artifact.Template!.Trim(), MostInForm)}";

    public static Message Page(ArtifactSpec artifact) =>
        Message.Of($"Template: {artifact.Name}", new Heading($"Template: {artifact.Name}"), new Paragraph(artifact.Template ?? "This document has no template."));
}
