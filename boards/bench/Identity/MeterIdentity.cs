using System;
using System.Collections.Generic;
using System.Linq;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Core.State;
using MeterFirmware.Gbcs;
using MeterFirmware.Hal;

namespace MeterFirmware.Bench.Identity;

/// <summary>
/// Who a meter on the bench is, and whom it trusts. Unlike a real meter's it holds the remote parties' private keys
/// too, so that the bench can play the head end.
/// </summary>
internal sealed class MeterIdentity
{
    private readonly IKeyAgreement agreement;

    /// <summary>Puts one together.</summary>
    /// <param name="kind">A <see cref="Core.MeterKind"/>.</param>
    /// <param name="device">The device's; the private number of its key agreement key may be unknown.</param>
    /// <param name="agreement">How the device agrees on secrets.</param>
    /// <param name="parties">In the order in which the meter keeps them.</param>
    public MeterIdentity(int kind, DeviceKeys device, IKeyAgreement agreement, IReadOnlyList<RemoteParty> parties)
    {
        Kind = kind;
        Device = device;
        this.agreement = agreement;
        Parties = parties;
    }

    /// <summary>A <see cref="Core.MeterKind"/>.</summary>
    public int Kind { get; }

    /// <summary>The device's name and keys.</summary>
    public DeviceKeys Device { get; }

    /// <summary>Whom the meter trusts.</summary>
    public IReadOnlyList<RemoteParty> Parties { get; }

    public RemoteParty Find(int role) => Parties.First(party => party.Role == role);

    /// <summary>The device's cryptography.</summary>
    public DotNetCryptography CreateCryptography() => new(Device.SigningKey, agreement);

    /// <summary>Gives the meter its remote parties, as its maker does, unless it has them already.</summary>
    /// <param name="records">The meter's storage.</param>
    /// <param name="isNew">
    /// Whether the meter never ran: it is then declared new. What finds no state and is not declared new says that it was
    /// lost.
    /// </param>
    /// <exception cref="BenchException">The storage refused.</exception>
    public void Provision(IRecordStore records, bool isNew = true)
    {
        var wanted = new RemoteParties();
        foreach (RemoteParty party in Parties)
        {
            wanted.Add(
                party.Role,
                party.Id,
                party.SignatureKey?.Public,
                party.AgreementKey?.Public,
                party.PrepaymentKey?.Public
            );
        }

        var held = new RemoteParties();
        bool isSame = held.Load(records) && AreEqual(held, wanted);
        if (!isSame && !wanted.Save(records))
        {
            throw new BenchException("the remote parties' keys could not be written to the meter's storage");
        }

        if (isNew && !NewMeter.Declare(records))
        {
            throw new BenchException("the meter's storage refused to be declared new");
        }
    }

    // The first octets say what the record is; a table that was not stored yet lacks them.
    private static bool AreEqual(RemoteParties first, RemoteParties second) =>
        first
            .Raw.AsSpan(RemoteParties.HeaderLength - 1)
            .SequenceEqual(second.Raw.AsSpan(RemoteParties.HeaderLength - 1));
}
