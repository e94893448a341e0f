using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Core;
using MeterFirmware.Gbcs;

namespace MeterFirmware.Bench.Identity;

/// <summary>
/// The public test keys of the reference messages (RTDS), from the keys.tsv that lies with them: in the folder that
/// METER_RTDS names, else in shared/rtds beside the working folder, the program, or a folder above either.
/// </summary>
internal sealed class ReferenceKeys
{
    private const string Variable = "METER_RTDS";
    private const string FileName = "keys.tsv";

    private static readonly (int Role, string Id)[] parties =
    [
        (RemoteRole.Supplier, "90B3D51F30010000"),
        (RemoteRole.NetworkOperator, "90B3D51F30020000"),
        (RemoteRole.AccessControlBroker, "90B3D51F30000002"),
        (RemoteRole.Root, "90B3D51F30000001"),
        (RemoteRole.Recovery, "90B3D51F30000004"),
        (RemoteRole.TransitionalCoS, "90B3D51F30000007"),
    ];

    private readonly Dictionary<(string Id, string Usage), P256Key> keys = [];

    private ReferenceKeys() { }

    /// <summary>The remote parties of the reference set, in the order of the meter's table.</summary>
    public IReadOnlyList<RemoteParty> Parties =>
        [
            .. parties.Select(party => new RemoteParty(
                party.Role,
                Convert.FromHexString(party.Id),
                Find(party.Id, "ds"),
                Find(party.Id, "ka"),
                Find(party.Id, "pp-ka")
            )),
        ];

    /// <summary>Finds and reads the file.</summary>
    /// <exception cref="BenchException">It is not there, or not what it should be.</exception>
    public static ReferenceKeys Load()
    {
        string path = FindFile();
        var result = new ReferenceKeys();
        try
        {
            foreach (string line in File.ReadLines(path).Skip(1).Where(line => line.Length > 0))
            {
                result.Add(line.Split('\t'));
            }
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new BenchException($"{path} cannot be used: {e.Message}");
        }

        return result;
    }

    /// <summary>The EUI-64 of the device that the reference messages are for.</summary>
    /// <param name="kind">A <see cref="MeterKind"/>.</param>
    public static byte[] DeviceId(int kind) =>
        Convert.FromHexString(kind == MeterKind.Esme ? "00DB1234567890A0" : "00DB1234567890A1");

    /// <summary>The device's key agreement key, of which only the public part is published.</summary>
    /// <exception cref="BenchException">The file does not have it.</exception>
    public P256Key DeviceAgreementKey(int kind) =>
        Find(Convert.ToHexString(DeviceId(kind)), "ka")
        ?? throw new BenchException($"{FileName} lacks the device's key agreement key");

    private static string FindFile()
    {
        string named = Environment.GetEnvironmentVariable(Variable);
        IEnumerable<string> places = string.IsNullOrEmpty(named)
            ? Above(Directory.GetCurrentDirectory()).Concat(Above(AppContext.BaseDirectory))
            : [named];
        return places.Select(place => Path.Combine(place, FileName)).FirstOrDefault(File.Exists)
            ?? throw new BenchException(
                $"the reference identity needs {FileName}, and there is none in "
                    + (string.IsNullOrEmpty(named) ? $"../shared/rtds ({Variable} can name its folder)" : named)
            );
    }

    private static IEnumerable<string> Above(string folder)
    {
        for (string place = Path.GetFullPath(folder); place != null; place = Path.GetDirectoryName(place))
        {
            yield return Path.Combine(place, "shared", "rtds");
        }
    }

    private void Add(string[] fields)
    {
        if (fields.Length < 4)
        {
            throw new FormatException("a line has less than four fields");
        }

        byte[] privateKey = fields[3].Length == 0 ? null : Convert.FromHexString(fields[3]);
        keys[(fields[0].ToUpperInvariant(), fields[1])] = new P256Key(Convert.FromHexString(fields[2]), privateKey);
    }

    private P256Key Find(string id, string usage) => keys.GetValueOrDefault((id, usage));
}
