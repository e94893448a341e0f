using System;
using System.Linq;
using System.Security.Cryptography;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Core;
using MeterFirmware.Gbcs;

namespace MeterFirmware.Bench.Identity;

/// <summary>
/// Opens the identity of a data folder. An own one is made with all its keys at the first start; of the reference
/// identity only the device's signing key is made, since everything else is published.
/// </summary>
internal static class Identities
{
    // The high octet says that the id was not given by the IEEE (locally administered); no real device has one.
    private const byte LocallyAdministered = 0x02;
    private const int RoleMark = 0x10;

    private static readonly int[] ownRoles =
    [
        RemoteRole.Supplier,
        RemoteRole.NetworkOperator,
        RemoteRole.AccessControlBroker,
        RemoteRole.Root,
        RemoteRole.Recovery,
        RemoteRole.TransitionalCoS,
    ];

    /// <summary>The identity, made if there is none. The folder is locked.</summary>
    /// <exception cref="BenchException">It is damaged or cannot be made.</exception>
    public static MeterIdentity OpenOrMake(DataFolder folder)
    {
        // The keys come first: without them nothing is made.
        ReferenceKeys reference = LoadReference(folder);
        var file = new IdentityFile(folder.IdentityFile);
        if (!file.Exists)
        {
            if (folder.HasFlash)
            {
                throw new BenchException(
                    $"{folder.IdentityFile} is missing; put back a copy of it, or move its folder away"
                );
            }

            Make(folder.Kind, file, reference);
        }

        return Read(folder, file, reference);
    }

    /// <summary>The identity of a meter that was started before.</summary>
    /// <exception cref="BenchException">There is none, or it is damaged.</exception>
    public static MeterIdentity Open(DataFolder folder)
    {
        var file = new IdentityFile(folder.IdentityFile);
        return file.Exists
            ? Read(folder, file, LoadReference(folder))
            : throw new BenchException($"no meter was ever started in {folder.Root}");
    }

    private static ReferenceKeys LoadReference(DataFolder folder) =>
        folder.IdentityName == DataFolder.ReferenceIdentity ? ReferenceKeys.Load() : null;

    /// <summary>An own identity with fresh keys, in memory alone.</summary>
    public static MeterIdentity MakeOwn(int kind)
    {
        DeviceKeys device = MakeDevice();
        return Own(kind, device, MakeParties(device.Id));
    }

    private static MeterIdentity Read(DataFolder folder, IdentityFile file, ReferenceKeys reference)
    {
        (DeviceKeys device, RemoteParty[] parties) = file.Read(folder.Kind);
        if (reference != null)
        {
            return Reference(folder.Kind, device.SigningKey, reference);
        }

        if (device.AgreementKey == null || parties?.Length != ownRoles.Length)
        {
            throw new BenchException(
                $"{folder.IdentityFile} lacks keys; put back a copy of it, or move its folder away"
            );
        }

        return Own(folder.Kind, device, parties);
    }

    private static MeterIdentity Own(int kind, DeviceKeys device, RemoteParty[] parties) =>
        new(kind, device, new DeviceKeyAgreement(device.AgreementKey), parties);

    private static MeterIdentity Reference(int kind, P256Key signingKey, ReferenceKeys reference)
    {
        P256Key agreementKey = reference.DeviceAgreementKey(kind);
        P256Key[] remoteKeys =
        [
            .. reference
                .Parties.SelectMany(party => new[] { party.AgreementKey, party.PrepaymentKey })
                .OfType<P256Key>(),
        ];
        var agreement = new PublishedKeyAgreement(agreementKey.Public, remoteKeys);
        var device = new DeviceKeys(ReferenceKeys.DeviceId(kind), signingKey, agreementKey);
        return new MeterIdentity(kind, device, agreement, reference.Parties);
    }

    private static void Make(int kind, IdentityFile file, ReferenceKeys reference)
    {
        if (reference != null)
        {
            file.Write(kind, new DeviceKeys(ReferenceKeys.DeviceId(kind), P256Key.Generate(), null), null);
            return;
        }

        DeviceKeys device = MakeDevice();
        file.Write(kind, device, MakeParties(device.Id));
    }

    private static DeviceKeys MakeDevice()
    {
        byte[] id = RandomNumberGenerator.GetBytes(MeterConfiguration.DeviceIdLength);
        id[0] = LocallyAdministered;
        id[^1] = 0;
        return new DeviceKeys(id, P256Key.Generate(), P256Key.Generate());
    }

    private static RemoteParty[] MakeParties(byte[] deviceId) =>
        [.. ownRoles.Select(role => MakeParty(role, deviceId))];

    private static RemoteParty MakeParty(int role, byte[] deviceId)
    {
        byte[] id = [.. deviceId];
        id[^1] = (byte)(RoleMark + role);
        bool signsOnly = role is RemoteRole.Root or RemoteRole.Recovery;
        return new RemoteParty(
            role,
            id,
            P256Key.Generate(),
            signsOnly ? null : P256Key.Generate(),
            role == RemoteRole.Supplier ? P256Key.Generate() : null
        );
    }
}
