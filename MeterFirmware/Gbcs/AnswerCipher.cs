using System;
using MeterFirmware.Core;
using MeterFirmware.Crypto;

namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// Encrypts what an answer tells of the customer, for the party that asked (GBCS 8.5, 7.2.10): with a key of the
    /// command's counter and the two parties. Where one answer has several such parts GBCS gives them the same key and nonce.
    /// </summary>
    public sealed class AnswerCipher
    {
        /// <summary>The octets before the encrypted ones: security control and invocation counter.</summary>
        public const int HeaderLength = 5;

        /// <summary>The octets after them: the tag.</summary>
        public const int TagLength = 12;

        /// <summary>The octets that encryption adds.</summary>
        public const int Overhead = HeaderLength + TagLength;

        // encrypted and authenticated, suite 1
        private const int SecurityControl = 0x31;

        private readonly ICryptography cryptography;
        private readonly KeyDerivation derivation;
        private readonly Authenticator authenticator;
        private readonly byte[] deviceId;
        private readonly byte[] additional = { SecurityControl };
        private readonly byte[] key = new byte[KeyDerivation.KeyLength];
        private readonly byte[] nonce = new byte[12];
        private readonly byte[] tag = new byte[16];
        private byte[] command;
        private int counterOffset;
        private int originatorOffset;
        private int party;
        private bool hasKey;

        /// <summary>Encrypts what a meter answers.</summary>
        /// <param name="cryptography">The primitives.</param>
        /// <param name="derivation">Derives the key.</param>
        /// <param name="authenticator">Has the secrets shared with the parties.</param>
        /// <param name="deviceId">The meter's EUI-64.</param>
        public AnswerCipher(
            ICryptography cryptography,
            KeyDerivation derivation,
            Authenticator authenticator,
            byte[] deviceId
        )
        {
            this.cryptography = cryptography;
            this.derivation = derivation;
            this.authenticator = authenticator;
            this.deviceId = deviceId;
            Array.Copy(deviceId, 0, nonce, 0, deviceId.Length);
        }

        /// <summary>Holds the command at hand.</summary>
        public byte[] Command
        {
            get { return command; }
        }

        /// <summary>Where its originator counter is, eight octets.</summary>
        public int CounterOffset
        {
            get { return counterOffset; }
        }

        /// <summary>Where the EUI-64 of who sent it is.</summary>
        public int OriginatorOffset
        {
            get { return originatorOffset; }
        }

        /// <summary>The meter's EUI-64.</summary>
        public byte[] DeviceId
        {
            get { return deviceId; }
        }

        /// <summary>A command begins, whose answer may have parts to be encrypted.</summary>
        /// <param name="party">The slot of who sent it.</param>
        /// <param name="message">Holds it; it stays until it is answered.</param>
        /// <param name="envelope">Its parts.</param>
        public void BeginCommand(int party, byte[] message, Envelope envelope)
        {
            this.party = party;
            command = message;
            counterOffset = envelope.CounterOffset;
            originatorOffset = envelope.OriginatorOffset;
            hasKey = false;
        }

        /// <summary>Writes what stands before the octets to be encrypted, which follow.</summary>
        public void Begin(OctetWriter writer)
        {
            writer.WriteByte(SecurityControl);
            writer.WriteInt32(0);
        }

        /// <summary>Encrypts what was written since <see cref="Begin"/>, and writes the tag behind it.</summary>
        /// <param name="writer">Holds it.</param>
        /// <param name="start">Where <see cref="Begin"/> began to write.</param>
        /// <returns>False if there is no key: what was written is plain and must not be sent.</returns>
        public bool End(OctetWriter writer, int start)
        {
            if (!hasKey && !DeriveKey())
            {
                return false;
            }
            int at = start + HeaderLength;
            cryptography.Encrypt(key, nonce, additional, writer.Raw, at, writer.Position - at, tag);
            writer.WriteOctets(tag, 0, TagLength);
            return true;
        }

        private bool DeriveKey()
        {
            Invariant.Require(command != null, "a command");
            byte[] secret = authenticator.GetSecret(party);
            if (secret == null)
            {
                return false;
            }
            derivation.Derive(
                secret,
                KeyMode.Encryption,
                deviceId,
                0,
                command,
                counterOffset,
                command,
                originatorOffset,
                key
            );
            hasKey = true;
            return true;
        }
    }
}
