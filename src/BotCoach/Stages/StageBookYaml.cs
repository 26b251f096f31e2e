using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BotCoach.Stages;

/// <summary>Something in a YAML text that is not as a process document has it, and where: lines and columns count from 1.</summary>
public sealed record YamlProblem(int Line, int Column, string Sentence)
{
    public override string ToString() => $"line {Line}, column {Column}: {Sentence}";
}

/// <summary>What became of a YAML text: a book, or every problem there was. Never both.</summary>
public sealed record YamlReading(StageBook? Book, IReadOnlyList<YamlProblem> Problems);

/// <summary>
/// A <see cref="StageBook"/> as YAML, the form in which a process lives in git. What <see cref="Write"/> wrote, <see cref="Read"/> reads without loss.
/// The text may come from anybody: whatever is wrong with it is an answer with its place, never an exception.
/// </summary>
public static class StageBookYaml
{
    public static string Write(StageBook book) => StageBookWriter.Write(book);

    /// <param name="idsMayBeMissing">Of a process that is new: ids that the text leaves out are made of the words. Of one that exists answers are kept by them.</param>
    public static YamlReading Read(string yaml, bool idsMayBeMissing = false)
    {
        var problems = new YamlProblems(YamlGuard.Check(yaml)) { IdsMayBeMissing = idsMayBeMissing };
        if (problems.Count > 0) return new YamlReading(null, problems);
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            var book = YamlMap.Read(stream.Documents[0].RootNode, problems, StageBookReader.Book);
            return problems.Count == 0 ? new YamlReading(idsMayBeMissing ? Parts.MissingIds.Fill(book) : book, []) : new YamlReading(null, [.. problems.OrderBy(p => p.Line).ThenBy(p => p.Column)]);
        }
        catch (YamlException wrong)
        {
            return new YamlReading(null, [YamlGuard.Problem(wrong)]);
        }
    }
}
