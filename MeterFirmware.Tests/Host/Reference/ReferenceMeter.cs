using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Core;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using MeterFirmware.Hal;

namespace MeterFirmware.Tests.Host.Reference;

/// <summary>
/// A whole meter with the identity of the reference set, in process: what goes in and comes out is the text line. The
/// device's private signing key is not published, so this one signs with a key of its own.
/// </summary>
internal sealed class ReferenceMeter
{
    /// <summary>2015-01-01T00:00:00Z: the time of the reference answers.</summary>
    public const long NewYear2015 = 0x1C374A80;

    // No reference answer has a time before it, so that what counts seconds begins here.
    private const long NewYear2014 = NewYear2015 - 365L * 86400;

    private static readonly P256Key signingKey = P256Key.Generate();

    public ReferenceMeter(int kind, IRecordStore records = null, bool hasSecondary = false)
    {
        _ = SharedData.Rtds;
        Keys = ReferenceKeys.Load();
        Records = records ?? new MemoryRecordStore();
        P256Key agreementKey = Keys.DeviceAgreementKey(kind);
        Identity = new MeterIdentity(
            kind,
            new DeviceKeys(ReferenceKeys.DeviceId(kind), signingKey, agreementKey),
            new PublishedKeyAgreement(agreementKey.Public, [.. AgreementKeys(Keys.Parties)]),
            Keys.Parties
        );
        Identity.Provision(Records);
        var configuration = new MeterConfiguration(kind, Identity.Device.Id, 1) { HasSecondaryElement = hasSecondary };
        State = new MeterState(configuration, Records);
        DlmsGroups = EsmePayload.CreateGroups(State);
        ZclGroups = GsmePayload.CreateGroups(State);
        PayloadHandler payloads = kind == MeterKind.Esme ? new EsmePayload(DlmsGroups) : new GsmePayload(ZclGroups);
        Meter = new Meter(State, Records, Identity.CreateCryptography(), payloads);
        Meter.Start();
    }

    public ReferenceKeys Keys { get; }

    public IRecordStore Records { get; }

    public MeterIdentity Identity { get; }

    public MeterState State { get; }

    public Meter Meter { get; }

    public DlmsHandler[] DlmsGroups { get; }

    public ZclHandler[] ZclGroups { get; }

    /// <summary>Sends a message and takes the answer.</summary>
    /// <returns>Its octets, or null if there is none.</returns>
    public byte[] Send(byte[] message)
    {
        byte[] line = Encoding.ASCII.GetBytes($"GBCS:DATA#7:{message.Length}:{Convert.ToHexString(message)}\r\n");
        int taken = Meter.Receive(line, 0, line.Length);
        if (taken != line.Length)
        {
            throw new InvalidOperationException("the meter did not take the whole line");
        }

        return TakeAnswer();
    }

    /// <summary>Tells the time, seconds since 2000, and drops the alerts that come of it.</summary>
    public void Tell(long utcSeconds)
    {
        Meter.Tick((utcSeconds - NewYear2014) * 1000, true, utcSeconds);
        while (TakeAnswer() != null)
        {
            // an alert
        }
    }

    /// <summary>Takes what the meter wants to send.</summary>
    public byte[] TakeAnswer()
    {
        var text = new StringBuilder();
        byte[] piece = new byte[32];
        for (int count = Meter.Send(piece); count > 0; count = Meter.Send(piece))
        {
            text.Append(Encoding.ASCII.GetString(piece, 0, count));
        }

        if (text.Length == 0)
        {
            return null;
        }

        string[] parts = text.ToString().Split(':');
        byte[] answer = Convert.FromHexString(parts[3].TrimEnd());
        if (answer.Length.ToString() != parts[2] || !parts[3].EndsWith("\r\n"))
        {
            throw new InvalidOperationException("the answer is no text line");
        }

        return answer;
    }

    /// <summary>True if a signed message ends with this device's signature over all before it but the first octet.</summary>
    public bool IsSignedByDevice(byte[] message)
    {
        using var key = ECDsa.Create(P256Key.PublicParameters(Identity.Device.SigningKey.Public));
        return key.VerifyData(
            message.AsSpan(1, message.Length - 66),
            message.AsSpan(message.Length - 64),
            HashAlgorithmName.SHA256
        );
    }

    private static IEnumerable<P256Key> AgreementKeys(IEnumerable<RemoteParty> parties)
    {
        foreach (RemoteParty party in parties)
        {
            if (party.AgreementKey != null)
            {
                yield return party.AgreementKey;
            }

            if (party.PrepaymentKey != null)
            {
                yield return party.PrepaymentKey;
            }
        }
    }
}
