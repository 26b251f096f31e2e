using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace BotCoach.Tests.House;

/// <summary>A call in a compiled assembly: who is called, and from which file and line.</summary>
public sealed record Call(MethodBase Callee, string File, int Line)
{
    public string Name => $"{(Callee.DeclaringType is { IsGenericType: true } g ? g.GetGenericTypeDefinition() : Callee.DeclaringType)?.FullName}::{Callee.Name}";

    public override string ToString() => $"{File}:{Line} {Callee.DeclaringType?.Name}.{Callee.Name}";
}

/// <summary>Every call in our own assemblies, read from the compiled code, so that no spelling hides one.</summary>
public static class Calls
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields().Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);
    private static readonly Lazy<IReadOnlyList<Call>> Read = new(() => [.. Of(typeof(App).Assembly), .. Of(typeof(BotCoach.Channels.Message).Assembly), .. Of(typeof(BotCoach.Crm.Wire.IDealSource).Assembly)]);

    public static IReadOnlyList<Call> Product => Read.Value;

    public static IEnumerable<Call> Of(Assembly assembly)
    {
        using var pdb = MetadataReaderProvider.FromPortablePdbStream(File.OpenRead(Path.ChangeExtension(assembly.Location, ".pdb")));
        var places = new Places(pdb.GetMetadataReader());
        foreach (var type in assembly.GetTypes())
            foreach (var method in type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)))
                foreach (var (callee, offset) in In(method))
                    if (places.Of(method, offset) is { } place) yield return new Call(callee, place.File, place.Line);
    }

    private static IEnumerable<(MethodBase Callee, int Offset)> In(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il) yield break;
        for (var i = 0; i < il.Length;)
        {
            var at = i;
            var code = il[i] == 0xFE ? Codes[(short)(0xFE00 | il[i + 1])] : Codes[il[i]];
            i += code.Size;
            if (code.OperandType is OperandType.InlineMethod) yield return (Resolve(method, BitConverter.ToInt32(il, i)), at);
            i += Size(code, il, i);
        }
    }

    private static MethodBase Resolve(MethodBase method, int token) => method.Module.ResolveMethod(
        token, method.DeclaringType?.GetGenericArguments(), method is MethodInfo { IsGenericMethod: true } ? method.GetGenericArguments() : null)!;

    private static int Size(OpCode code, byte[] il, int i) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, i),
        _ => 4,
    };

    private sealed class Places(MetadataReader pdb)
    {
        public (string File, int Line)? Of(MethodBase method, int offset)
        {
            var debug = pdb.GetMethodDebugInformation(System.Reflection.Metadata.Ecma335.MetadataTokens.MethodDebugInformationHandle(method.MetadataToken & 0xFFFFFF));
            var point = debug.GetSequencePoints().Where(p => !p.IsHidden && p.Offset <= offset).Select(p => (SequencePoint?)p).LastOrDefault();
            if (point is not { } found || found.Document.IsNil) return null;
            var file = pdb.GetString(pdb.GetDocument(found.Document).Name).Replace('\\', '/');
            return file.Contains("/obj/") ? null : (file[(file.LastIndexOf("/src/", StringComparison.Ordinal) + 1)..], found.StartLine);
        }
    }
}
