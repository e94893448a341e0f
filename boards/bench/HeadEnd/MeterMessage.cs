using System;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>A message of a meter, taken apart; nothing in it has been checked yet but its form.</summary>
internal sealed class MeterMessage
{
    public const int Response = 2;
    public const int Alert = 3;

    /// <summary>The first octet of what has a MAC.</summary>
    public const byte GeneralCiphering = 0xDD;

    /// <summary>The first octet of the grouping header. A signature does not cover it, a MAC does.</summary>
    public const byte GeneralSigning = 0xDF;

    /// <summary>Security control: a MAC and no encryption.</summary>
    public const byte AuthenticationOnly = 0x11;

    public const int MacLength = 12;
    public const int SignatureLength = 64;

    private readonly int signedCount;

    /// <summary>Takes a message apart.</summary>
    /// <exception cref="FormatException">It is not of the form.</exception>
    public MeterMessage(byte[] message)
    {
        var reader = new OctetReader(message);
        Body = message;
        Mac = [];
        if (message.Length > 0 && message[0] == GeneralCiphering)
        {
            reader.Expect(GeneralCiphering, 0, 0, 0, 0, 0, 0);
            var ciphered = new OctetReader(reader.TakeCounted());
            ciphered.Expect(AuthenticationOnly, 0, 0, 0, 0);
            Body = ciphered.Take(ciphered.Count - MacLength).ToArray();
            Mac = ciphered.Take(MacLength).ToArray();
            reader = new OctetReader(Body);
        }

        reader.Expect(GeneralSigning, 9);
        Kind = reader.TakeByte();
        Counter = reader.TakeInt64();
        Originator = reader.TakeCounted().ToArray();
        Recipient = reader.TakeCounted().ToArray();
        _ = reader.TakeCounted(); // date-time
        MessageCode = new OctetReader(reader.TakeCounted()).TakeUInt16();
        Payload = reader.TakeCounted().ToArray();
        signedCount = Body.Length - reader.Count - 1;
        Signature = reader.TakeCounted().ToArray();
        if (reader.Count > 0 || (IsSigned && Signature.Length != SignatureLength))
        {
            throw new FormatException("the message does not end as it should");
        }
    }

    /// <summary>1 for a command, else <see cref="Response"/> or <see cref="Alert"/>.</summary>
    public int Kind { get; }

    /// <summary>The counter of the command that it answers, or its own.</summary>
    public long Counter { get; }

    /// <summary>EUI-64 of who made it.</summary>
    public byte[] Originator { get; }

    /// <summary>EUI-64 of whom it is for.</summary>
    public byte[] Recipient { get; }

    /// <summary>The use case.</summary>
    public int MessageCode { get; }

    /// <summary>DLMS of an ESME, GBZ of a GSME.</summary>
    public byte[] Payload { get; }

    /// <summary>r and s, or empty.</summary>
    public byte[] Signature { get; }

    /// <summary>12 octets, or empty.</summary>
    public byte[] Mac { get; }

    /// <summary>True if it has a signature.</summary>
    public bool IsSigned => Signature.Length > 0;

    /// <summary>What the MAC covers, from the grouping header on.</summary>
    public byte[] Body { get; }

    /// <summary>What the signature covers.</summary>
    public ReadOnlySpan<byte> Signed => Body.AsSpan(1, signedCount);
}
