using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Esp.App.Evidence;

/// <summary>
/// Names of evidence blobs. A scorer sees the address of a blob, so it tells nothing: the folder is a hash of the submission,
/// and two submissions of one ESP have nothing in common.
/// </summary>
public static class EvidenceBlobs
{
    /// <summary>How long a write link lives. A slow upload asks for another.</summary>
    public static readonly TimeSpan WriteFor = TimeSpan.FromHours(1);

    /// <summary>How long a read link lives: long enough to watch a video.</summary>
    public static readonly TimeSpan ReadFor = TimeSpan.FromMinutes(30);

    public static string Folder(SubmissionId submission) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"evidence\n{submission}")).AsSpan(0, 16)) + "/";

    public static string Name(SubmissionId submission, EvidenceId evidence) => Folder(submission) + evidence;

    /// <summary>The id of block n (from 0) as the browser sends it: base64 of six digits.</summary>
    public static string BlockId(int n) => Convert.ToBase64String(Encoding.ASCII.GetBytes(n.ToString("D6", CultureInfo.InvariantCulture)));
}
