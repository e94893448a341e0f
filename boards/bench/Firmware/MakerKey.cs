using System;
using System.IO;
using System.Security.Cryptography;
using MeterFirmware.Bench.Crypto;

namespace MeterFirmware.Bench.Firmware;

/// <summary>A manufacturer's P-256 key in a PEM file (PKCS #8).</summary>
internal static class MakerKey
{
    /// <summary>Makes one.</summary>
    /// <exception cref="BenchException">The file is there already.</exception>
    public static P256Key Make(string path)
    {
        if (File.Exists(path))
        {
            throw new BenchException($"{path} is there already, and a key is not written over");
        }

        P256Key key = P256Key.Generate();
        using ECDsa signer = key.CreateSigner();
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(path, options);
        writer.WriteLine(signer.ExportPkcs8PrivateKeyPem());
        return key;
    }

    /// <summary>Reads one.</summary>
    /// <exception cref="BenchException">It is no private P-256 key.</exception>
    public static P256Key Read(string path)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(File.ReadAllText(path));
            ECParameters parameters = key.ExportParameters(true);
            return new P256Key([.. parameters.Q.X, .. parameters.Q.Y], parameters.D);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new BenchException($"{path} is no private P-256 key in PEM");
        }
    }
}
