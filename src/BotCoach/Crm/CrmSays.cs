using System.Text.Json;
using BotCoach.Crm.Wire;

namespace BotCoach.Crm;

/// <summary>What a CRM says that deals refer to, looked up: its owners, its stages, and what an admin said of them.</summary>
internal sealed class CrmSays(SourceShape shape, IReadOnlyDictionary<string, string> stages)
{
    private readonly Dictionary<string, SourceOwner> _owners = shape.Owners.DistinctBy(o => o.Id).ToDictionary(o => o.Id);
    private readonly Dictionary<string, SourceStage> _stages = shape.Stages.DistinctBy(s => s.Id).ToDictionary(s => s.Id);

    public SourceShape Shape => shape;
    public IReadOnlyDictionary<string, string> Stages => stages;

    public static CrmSays Of(CrmLink link) => new(link.Shape is { } kept ? JsonSerializer.Deserialize<SourceShape>(kept)! : new SourceShape([], []), link.Stages);

    public static string Written(SourceShape shape) => JsonSerializer.Serialize(shape);

    public SourceOwner? OwnerOf(SourceDeal deal) => deal.Owner ?? (deal.OwnerId is { } id ? _owners.GetValueOrDefault(id) : null);

    public SourceStage? StageOf(SourceDeal deal) => deal.StageId is { } id ? _stages.GetValueOrDefault(id) : null;

    /// <summary>It refers to an owner or a stage that came after these were read.</summary>
    public bool Misses(SourceDeal deal) => !deal.IsDeleted && ((deal.OwnerId is not null && OwnerOf(deal) is null) || StageOf(deal) is null);
}
