using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BotCoach.Channels.Web;

/// <summary>
/// Takes the files of one upload: streamed to temporary files, never held in memory, gone when the turn is over.
/// What is refused is read past all the same, so that the page gets a sentence and not a broken connection.
/// </summary>
internal sealed class WebFiles(IOptions<WebOptions> options)
{
    private const int MostWords = 4_000;

    internal async Task TakeAsync(Upload upload, HttpRequest request, CancellationToken cancel)
    {
        if (Boundary(request) is not { } boundary)
        {
            upload.Refuse("An upload comes as a form with files.");
            return;
        }
        try
        {
            await TakeAllAsync(upload, new MultipartReader(boundary, request.Body), cancel);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            upload.Refuse("The upload broke off on its way. Please try again.");
        }
    }

    private static string? Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType == "multipart/form-data"
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 200 } boundary ? boundary : null
            : null;

    private async Task TakeAllAsync(Upload upload, MultipartReader reader, CancellationToken cancel)
    {
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
            if (section.AsFileSection() is { FileStream: not null } file) await TakeOneAsync(upload, file, cancel);
            else if (section.AsFormDataSection() is { Name: "words" }) upload.Words = await WordsAsync(section.Body, cancel);
        if (upload is { Refusal: null, Files.Count: 0 }) upload.Refuse("There was no file in it.");
    }

    private async Task TakeOneAsync(Upload upload, FileMultipartSection file, CancellationToken cancel)
    {
        var name = Path.GetFileName(file.FileName.Replace('\\', '/'));
        if (name is "") name = "file";
        var path = Path.Combine(Path.GetTempPath(), $"botcoach-{Guid.NewGuid():n}.upload");
        var length = await CopyAsync(file.FileStream!, upload.Hold(path), upload.Refusal is null ? options.Value.LargestFile : 0, cancel);
        if (upload.Files.Count == options.Value.MostFiles) upload.Refuse(TooMany(options.Value.MostFiles));
        else if (length > options.Value.LargestFile) upload.Refuse(TooLarge(name, options.Value.LargestFile), 413);
        else upload.Add(new SharedFile(name, length, _ => Task.FromResult<Stream>(File.OpenRead(path))));
    }

    /// <summary>As many as can be typed at once.</summary>
    private static async Task<string> WordsAsync(Stream body, CancellationToken cancel)
    {
        var words = new char[MostWords];
        using var reader = new StreamReader(body, Encoding.UTF8, false, 1024, leaveOpen: true);
        return new string(words, 0, await reader.ReadBlockAsync(words, cancel)).Trim();
    }

    private static async Task<long> CopyAsync(Stream from, FileStream to, long most, CancellationToken cancel)
    {
        var buffer = new byte[81920];
        long length = 0;
        await using (to)
        {
            while (await from.ReadAsync(buffer, cancel) is > 0 and var read)
            {
                length += read;
                if (length <= most) await to.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
        }
        return length;
    }

    private static string TooMany(int most) => $"That is more than {most} files. Please share them in smaller groups.";

    private static string TooLarge(string name, long most) =>
        $"{name} is larger than {(most / 1048576.0).ToString("0.#", CultureInfo.InvariantCulture)} MB, the most that one file may have. Please split it and share the parts.";
}
