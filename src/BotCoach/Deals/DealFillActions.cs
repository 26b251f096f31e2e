using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>Filling a deal in chat: next step, facts, people, documents. Each form comes back to the card that it was opened from.</summary>
public sealed class DealFillActions(DealPick pick, DealCards cards, DealFiles files, DealFormIntake intake, FormDoor door, DealAccess access)
{
    public Task<Reply> NextAsync(Turn turn) => OpenAsync(turn, WayKind.NextStep, "deal.next", "deal.nextset", "Next step");

    public Task<Reply> FactsAsync(Turn turn) => OpenAsync(turn, WayKind.Facts, "deal.facts", "deal.factsset", "Facts");

    public Task<Reply> PersonAsync(Turn turn) => OpenAsync(turn, WayKind.Person, "deal.person", "deal.personset", "Add a person");

    public Task<Reply> ArtifactAsync(Turn turn) => OpenAsync(turn, WayKind.Artifact, "deal.artifact", "deal.artifactset", "Link a document");

    public Task<Reply> NextSetAsync(Turn turn) => TakeAsync(turn, WayKind.NextStep, "deal.nextset", "The next step is set.");

    public Task<Reply> FactsSetAsync(Turn turn) => TakeAsync(turn, WayKind.Facts, "deal.factsset", "Saved.");

    public Task<Reply> PersonSetAsync(Turn turn) => TakeAsync(turn, WayKind.Person, "deal.personset", "Added.");

    public Task<Reply> ArtifactSetAsync(Turn turn) => TakeAsync(turn, WayKind.Artifact, "deal.artifactset", "Linked.");

    /// <summary>The template of a document that is asked for, where it is too long to stand beside it.</summary>
    public async Task<Reply> TemplateAsync(Turn turn)
    {
        if (turn.Id is not { } id || await access.OpenAsync(turn, id) is not { } deal) return Reply.Words(DealAccess.Closed);
        return ArtifactTemplate.Find((await files.OpenAsync(deal)).Book, turn.Argument) is { } artifact ? new Say(ArtifactTemplate.Page(artifact)) : Reply.Words("This process asks for that document no longer.");
    }

    private async Task<Reply> OpenAsync(Turn turn, WayKind kind, string verb, string action, string label)
    {
        var (deal, instead) = await pick.OneAsync(turn, verb, label);
        if (deal is null) return instead;
        var of = turn.Inbound is ButtonPressed ? DealCards.About(turn) : "";
        var file = await files.OpenAsync(deal);
        if (kind == WayKind.Artifact && of.Length == 0 && file.Book.Stages.All(s => s.Artifacts.Count == 0)) return Reply.Words("This process asks for no documents.");
        if (kind == WayKind.Facts && of.Length > 0 && !FieldInput.IsAsked(of, file.Book)) return Reply.Words("That field is not asked for any more.");
        var form = await intake.OpenAsync(turn, file, kind, of, action, await cards.StateAsync(turn, deal.Id, of));
        return await door.OpenAsync(turn, form, new Button(label, verb, $"{deal.Id}:{of}"), $"{label} for {deal.Name}");
    }

    private async Task<Reply> TakeAsync(Turn turn, WayKind kind, string action, string done)
    {
        if (turn.Id is not { } id || await access.OpenAsync(turn, id) is not { } deal) return Reply.Words(DealAccess.Closed);
        var file = await files.OpenAsync(deal);
        if (await intake.TakeAsync(turn, file, kind, DealCards.About(turn), action, turn.Value) is { } refused) return refused;
        return await cards.ShowAsync(turn, deal, _ => done);
    }
}
