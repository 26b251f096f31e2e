using BotCoach.Chat;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;

namespace BotCoach.Tests.Storage;

/// <summary>Two workspaces on one database: theirs holds one row of every kind, made by reflection; ours holds none.</summary>
internal sealed class TwoWorkspaces : IAsyncDisposable
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private readonly Dictionary<Type, Dictionary<string, object?>> _rows = [];
    private IModel _model = null!;

    public required TestDatabase Database { get; init; }
    public required Guid Theirs { get; init; }

    /// <summary>Whether what may be missing is there.</summary>
    public bool Full { get; init; }

    /// <summary>Every kind of row that belongs to a workspace, those first that others point to.</summary>
    public IReadOnlyList<Type> Types { get; private set; } = [];

    public static async Task<TwoWorkspaces> MakeAsync(Db kind, Guid ours, Guid theirs, bool full = false)
    {
        var world = new TwoWorkspaces { Database = await Databases.NewAsync(kind), Theirs = theirs, Full = full };
        var db = world.Database.Open(theirs);
        world._model = db.Model;
        world.Types = [.. db.Model.GetEntityTypes().Where(t => typeof(IWorkspaceRow).IsAssignableFrom(t.ClrType)).OrderBy(Depth).Select(t => t.ClrType)];
        foreach (var type in world.Types)
        {
            world._rows[type] = world.Values(db.Model.FindEntityType(type)!);
            db.Add(world.New(type));
        }
        db.Add(new PaceSlot { Channel = "c", Team = "t", Scope = "" });
        await db.SaveChangesAsync();
        var ourDb = world.Database.Open(ours);
        await ourDb.SaveChangesAsync();
        return world;
    }

    /// <summary>The row as an object that no context knows.</summary>
    public object New(Type type, Guid? workspace = null)
    {
        var row = Activator.CreateInstance(type)!;
        foreach (var property in _model.FindEntityType(type)!.GetProperties())
        {
            var value = property.Name == Tables.WorkspaceColumn(type) ? workspace ?? Theirs : _rows[type][property.Name];
            property.PropertyInfo!.SetValue(row, value);
        }
        return row;
    }

    public object[] KeyOf(Type type) => [.. _model.FindEntityType(type)!.FindPrimaryKey()!.Properties.Select(p => _rows[type][p.Name]!)];

    public async Task StillThereAsync(Paths paths) => Assert.Equal(1, await paths.CountAsync(Database.Open(Theirs)));

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static int Depth(IEntityType type) => type.GetForeignKeys()
        .Where(f => f.PrincipalEntityType != type).Select(f => 1 + Depth(f.PrincipalEntityType)).DefaultIfEmpty(0).Max();

    private Dictionary<string, object?> Values(IEntityType type) =>
        type.GetProperties().ToDictionary(p => p.Name, p => p.Name == Tables.WorkspaceColumn(type.ClrType) ? Theirs : Value(type, p));

    private object? Value(IEntityType type, IProperty property)
    {
        if (property.IsNullable && (!Full || property.IsForeignKey())) return null;
        foreach (var link in property.GetContainingForeignKeys().Where(l => l.PrincipalEntityType != type))
            return _rows[link.PrincipalEntityType.ClrType][link.PrincipalKey.Properties[link.Properties.ToList().IndexOf(property)].Name];
        return (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) switch
        {
            var t when t == typeof(string) => "x",
            var t when t == typeof(Guid) => Guid.CreateVersion7(At),
            var t when t == typeof(DateTimeOffset) => At,
            var t when t == typeof(LocalDate) => new LocalDate(2026, 1, 5),
            var t when t == typeof(byte[]) => Full ? [1, 2] : Array.Empty<byte>(),
            var t when t == typeof(Dictionary<string, string>) => Full ? new Dictionary<string, string> { ["a"] = "b" } : [],
            var t => Activator.CreateInstance(t),
        };
    }
}
