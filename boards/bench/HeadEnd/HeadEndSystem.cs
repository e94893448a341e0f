using System;
using System.Security.Cryptography;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Bench.Identity;
using MeterFirmware.Gbcs;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>
/// Commands a meter as its supplier, with the access control broker's MAC, and checks what it answers. It shares no
/// code with the firmware, so that one can find the other's mistakes.
/// </summary>
internal sealed class HeadEndSystem
{
    private const int TagLength = 16;

    // The CRA flags, which are also what the key derivation takes for its mode.
    private const byte Command = 1;
    private const byte Encryption = 4;

    private readonly MeterIdentity identity;
    private readonly RemoteParty supplier;
    private readonly RemoteParty broker;

    /// <summary>Takes the remote parties' private keys from the identity of the meter.</summary>
    public HeadEndSystem(MeterIdentity identity)
    {
        this.identity = identity;
        supplier = identity.Find(RemoteRole.Supplier);
        broker = identity.Find(RemoteRole.AccessControlBroker);
    }

    /// <summary>Builds a command as it reaches the meter.</summary>
    /// <param name="plan">What to command.</param>
    /// <param name="counter">Higher than in every command before.</param>
    public byte[] Build(CommandPlan plan, long counter)
    {
        byte[] signed = new OctetBuilder()
            .Add(9, Command)
            .AddInt64(counter)
            .AddCounted(supplier.Id)
            .AddCounted(identity.Device.Id)
            .Add(0)
            .Add(2)
            .AddUInt16(plan.MessageCode)
            .AddCounted(plan.CreatePayload(counter))
            .ToArray();
        byte[] body = new OctetBuilder()
            .Add(MeterMessage.GeneralSigning)
            .Add(signed)
            .AddCounted(plan.IsCritical ? Sign(supplier.SignatureKey, signed) : [])
            .ToArray();
        byte[] key = DeriveKey(broker.AgreementKey, Command, supplier.Id, counter, identity.Device.Id);
        return new OctetBuilder()
            .Add(MeterMessage.GeneralCiphering, 0, 0, 0, 0, 0, 0)
            .AddLength(5 + body.Length + MeterMessage.MacLength)
            .Add(MeterMessage.AuthenticationOnly, 0, 0, 0, 0)
            .Add(body)
            .Add(Mac(key, supplier.Id, body))
            .ToArray();
    }

    /// <summary>Checks the signature of a message of the meter, or its MAC where it has none.</summary>
    public bool IsAuthentic(MeterMessage message)
    {
        if (!message.Originator.AsSpan().SequenceEqual(identity.Device.Id))
        {
            return false;
        }

        return message.IsSigned ? IsSignatureValid(message) : IsMacValid(message);
    }

    /// <summary>The payload of an answer to the supplier, with what was encrypted in it decrypted.</summary>
    /// <exception cref="FormatException">It is not of the form.</exception>
    /// <exception cref="AuthenticationTagMismatchException">It is not what the meter encrypted for the supplier.</exception>
    public byte[] Open(MeterMessage response) =>
        EncryptedParts.Open(
            response.Payload,
            part =>
            {
                byte[] key = DeriveKey(
                    supplier.AgreementKey,
                    Encryption,
                    response.Originator,
                    response.Counter,
                    supplier.Id
                );
                byte[] plain = new byte[part.Length - EncryptedParts.Overhead];
                using var cipher = new AesGcm(key, MeterMessage.MacLength);
                cipher.Decrypt(
                    [.. response.Originator, .. part[1..5]],
                    part.AsSpan(5, plain.Length),
                    part.AsSpan(5 + plain.Length),
                    plain,
                    part.AsSpan(0, 1)
                );
                return plain;
            }
        );

    private static byte[] Sign(P256Key key, byte[] octets)
    {
        using ECDsa signer = key.CreateSigner();
        return signer.SignData(octets, HashAlgorithmName.SHA256);
    }

    private bool IsSignatureValid(MeterMessage message)
    {
        using var key = ECDsa.Create(P256Key.PublicParameters(identity.Device.SigningKey.Public));
        return key.VerifyData(message.Signed, message.Signature, HashAlgorithmName.SHA256);
    }

    // The meter makes its MAC for whom the message is to, which here is the supplier.
    private bool IsMacValid(MeterMessage message)
    {
        if (!message.Recipient.AsSpan().SequenceEqual(supplier.Id))
        {
            return false;
        }

        byte[] key = DeriveKey(supplier.AgreementKey, message.Kind, message.Originator, message.Counter, supplier.Id);
        return message.Mac.AsSpan().SequenceEqual(Mac(key, message.Originator, message.Body));
    }

    // GBCS 4.3.3: SHA-256 over a counter of 1, the shared secret and what the key is for.
    private byte[] DeriveKey(P256Key partyKey, int mode, byte[] originator, long counter, byte[] recipient)
    {
        byte[] input = new OctetBuilder()
            .AddInt32(1)
            .Add(partyKey.Agree(identity.Device.AgreementKey.Public))
            .Add(0x60, 0x85, 0x74, 0x06, 0x08, 0x03, 0x00)
            .Add(originator)
            .Add(9, (byte)mode)
            .AddInt64(counter)
            .Add(recipient)
            .ToArray();
        return SHA256.HashData(input)[..16];
    }

    private static byte[] Mac(byte[] key, byte[] originator, ReadOnlySpan<byte> body)
    {
        byte[] nonce = [.. originator, 0, 0, 0, 0];
        byte[] covered = [MeterMessage.AuthenticationOnly, 0, 0, 0, 0, 0, .. body];
        byte[] tag = new byte[TagLength];
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce.AsSpan(), [], [], tag, covered);
        return tag[..MeterMessage.MacLength];
    }
}
