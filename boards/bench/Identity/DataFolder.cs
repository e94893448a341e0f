using System;
using System.IO;
using System.Linq;
using MeterFirmware.Core;

namespace MeterFirmware.Bench.Identity;

/// <summary>
/// Where one meter of the bench keeps everything: its identity, its flash and the head end's counter, in a folder of
/// its own for each kind of meter and each identity.
/// </summary>
internal sealed class DataFolder
{
    public const string OwnIdentity = "own";
    public const string ReferenceIdentity = "rtds";

    private const string LockName = "lock";

    /// <summary>Names a folder; nothing is touched.</summary>
    /// <param name="root">The data folder that the user chose.</param>
    /// <param name="kind">A <see cref="MeterKind"/>.</param>
    /// <param name="identityName"><see cref="OwnIdentity"/> or <see cref="ReferenceIdentity"/>.</param>
    public DataFolder(string root, int kind, string identityName)
    {
        Kind = kind;
        IdentityName = identityName;
        Root = Path.Combine(Path.GetFullPath(root), NameOf(kind).ToLowerInvariant() + "-" + identityName);
    }

    /// <summary>A <see cref="MeterKind"/>.</summary>
    public int Kind { get; }

    public string IdentityName { get; }

    public string Root { get; }

    /// <summary>What is I: on the board.</summary>
    public string Flash => Path.Combine(Root, "flash");

    /// <summary>True if there is something on it.</summary>
    public bool HasFlash => Directory.Exists(Flash) && Directory.EnumerateFiles(Flash).Any();

    public string IdentityFile => Path.Combine(Root, "identity.json");

    /// <summary>
    /// True until the folder's meter was provisioned: kept outside its flash, so that a flash that came back empty is not
    /// taken for a new meter's.
    /// </summary>
    public bool IsNew => !File.Exists(ProvisionedFile);

    /// <summary>The key of the maker of the meter's firmware, where the board has slots.</summary>
    public string MakerFile => Path.Combine(Root, "maker.pem");

    public string CounterFile => Path.Combine(Root, "counter");

    public static string NameOf(int kind) => kind == MeterKind.Esme ? "ESME" : "GSME";

    /// <summary>Makes the folder if need be, and keeps every other bench out of it until what it gives is disposed.</summary>
    /// <exception cref="BenchException">It cannot be written, or another bench has it.</exception>
    public IDisposable Lock()
    {
        string path = Path.Combine(Root, LockName);
        try
        {
            Directory.CreateDirectory(Flash);
            return HeldFile.Open(path);
        }
        catch (IOException e) when (HeldFile.IsHeldByAnother(e))
        {
            throw new BenchException($"another bench is using {Root}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"the data folder cannot be written: {e.Message}");
        }
    }

    /// <summary>The folder's meter is provisioned; it is never new again.</summary>
    public void NoteProvisioned() => File.WriteAllBytes(ProvisionedFile, []);

    private string ProvisionedFile => Path.Combine(Root, "provisioned");
}
