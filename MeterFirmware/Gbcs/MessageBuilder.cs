using System;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Core.Time;
using MeterFirmware.Crypto;

namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// Builds what the meter sends: grouping header, payload, then either the device's signature (critical) or a MAC for
    /// the recipient. The payload is written in place between the beginning and <see cref="EndSigned"/> or
    /// <see cref="EndMac"/>.
    /// </summary>
    public sealed class MessageBuilder
    {
        // Room before the grouping header for the largest MAC header: 7 octets, a length of 3, security control and counter.
        private const int MacHeaderRoom = 7 + 3 + 5;

        // A payload's length is known only when it is written; three octets hold any, and one is moved if fewer do.
        private const int LengthRoom = 3;

        /// <summary>As the time of a response: none.</summary>
        public const long NoTime = -1;

        /// <summary>As the time of a response: a field that says that the meter does not know it.</summary>
        public const long UnknownTime = -2;

        /// <summary>As the clock status of a time: none.</summary>
        public const int NoStatus = 0xFF;

        /// <summary>The octets that encryption adds: security control and invocation counter before, a tag behind.</summary>
        public const int SealLength = SealHeaderLength + Envelope.MacLength;

        // encrypted and authenticated, suite 1
        private const int Encrypted = 0x31;
        private const int SealHeaderLength = 5;

        private readonly ICryptography cryptography;
        private readonly KeyDerivation derivation;
        private readonly OctetWriter writer = new OctetWriter(MacHeaderRoom + MessageLimits.MaxOctets + LengthRoom);
        private readonly byte[] key = new byte[KeyDerivation.KeyLength];
        private readonly byte[] nonce = new byte[12];
        private readonly byte[] tag = new byte[16];
        private int payloadStart;
        private int originatorAt;
        private int counterAt;
        private int recipientAt;

        /// <summary>Builds with the given primitives.</summary>
        public MessageBuilder(ICryptography cryptography, KeyDerivation derivation)
        {
            this.cryptography = cryptography;
            this.derivation = derivation;
        }

        /// <summary>What the time of a response says of the clock: a clock status of COSEM, or <see cref="NoStatus"/>.</summary>
        public int TimeStatus { get; set; } = NoStatus;

        /// <summary>The shared secret with who is answered, or null: what it encrypts parts of an answer with.</summary>
        public byte[] Secret { get; set; }

        /// <summary>Where in the response the EUI-64 of this meter is.</summary>
        public int OriginatorAt
        {
            get { return originatorAt; }
        }

        /// <summary>Where in the response the command's counter is, eight octets.</summary>
        public int CounterAt
        {
            get { return counterAt; }
        }

        /// <summary>Where in the response the EUI-64 of who is answered is.</summary>
        public int RecipientAt
        {
            get { return recipientAt; }
        }

        /// <summary>Holds the finished message.</summary>
        public byte[] Octets
        {
            get { return writer.Raw; }
        }

        /// <summary>Where it begins.</summary>
        public int Offset { get; private set; }

        /// <summary>How many octets it has; 0 while there is none.</summary>
        public int Count { get; private set; }

        /// <summary>Drops the message, when it is sent or was not finished.</summary>
        public void Clear()
        {
            Count = 0;
        }

        /// <summary>Writes the grouping header of a response and gives the writer for the payload.</summary>
        /// <param name="deviceId">The meter's EUI-64.</param>
        /// <param name="command">Holds the command that is answered.</param>
        /// <param name="envelope">Its parts.</param>
        /// <param name="utcSeconds">
        /// The time to tell, seconds since 2000-01-01T00:00:00Z; <see cref="NoTime"/> or <see cref="UnknownTime"/>.
        /// </param>
        public OctetWriter BeginResponse(byte[] deviceId, byte[] command, Envelope envelope, long utcSeconds)
        {
            WriteParties(
                MessageKind.Response,
                command,
                envelope.CounterOffset,
                deviceId,
                command,
                envelope.OriginatorOffset,
                utcSeconds
            );
            writer.WriteByte(envelope.InformationCount);
            writer.WriteOctets(command, envelope.InformationOffset, envelope.InformationCount);
            return BeginPayload();
        }

        /// <summary>Writes the grouping header of the response to a command that is no longer at hand.</summary>
        /// <param name="deviceId">The meter's EUI-64.</param>
        /// <param name="counter">Holds the command's counter.</param>
        /// <param name="counterOffset">Where its eight octets begin.</param>
        /// <param name="recipient">Holds the EUI-64 of who sent it.</param>
        /// <param name="recipientOffset">Where it begins.</param>
        /// <param name="messageCode">The message code.</param>
        /// <param name="utcSeconds">As in <see cref="BeginResponse"/>.</param>
        public OctetWriter BeginLateResponse(
            byte[] deviceId,
            byte[] counter,
            int counterOffset,
            byte[] recipient,
            int recipientOffset,
            int messageCode,
            long utcSeconds
        )
        {
            WriteParties(
                MessageKind.Response,
                counter,
                counterOffset,
                deviceId,
                recipient,
                recipientOffset,
                utcSeconds
            );
            writer.WriteByte(2);
            writer.WriteUInt16(messageCode);
            return BeginPayload();
        }

        /// <summary>Writes the grouping header of an alert and gives the writer for the payload.</summary>
        /// <param name="deviceId">The meter's EUI-64.</param>
        /// <param name="counter">Holds the alert's counter.</param>
        /// <param name="counterOffset">Where its eight octets begin.</param>
        /// <param name="recipient">Holds the recipient's EUI-64.</param>
        /// <param name="recipientOffset">Where it begins.</param>
        /// <param name="messageCode">The message code.</param>
        public OctetWriter BeginAlert(
            byte[] deviceId,
            byte[] counter,
            int counterOffset,
            byte[] recipient,
            int recipientOffset,
            int messageCode
        )
        {
            WriteParties(MessageKind.Alert, counter, counterOffset, deviceId, recipient, recipientOffset, NoTime);
            writer.WriteByte(2);
            writer.WriteUInt16(messageCode);
            return BeginPayload();
        }

        /// <summary>Ends a critical message with the device's signature.</summary>
        /// <returns>False if the device cannot sign; there is then no message.</returns>
        public bool EndSigned()
        {
            CloseLength();
            // The tag of the grouping header is not signed.
            int signedStart = MacHeaderRoom + 1;
            int signedCount = writer.Position - signedStart;
            writer.WriteByte(Envelope.SignatureLength);
            int at = writer.Reserve(Envelope.SignatureLength);
            if (!cryptography.Sign(writer.Raw, signedStart, signedCount, writer.Raw, at))
            {
                return false;
            }
            Finish(MacHeaderRoom);
            return true;
        }

        /// <summary>Ends a message with a MAC that its recipient can check.</summary>
        /// <param name="secret">The shared secret with the recipient.</param>
        /// <param name="mode">A <see cref="KeyMode"/>.</param>
        public void EndMac(byte[] secret, int mode)
        {
            CloseLength();
            writer.WriteByte(0);
            byte[] raw = writer.Raw;
            derivation.Derive(secret, mode, raw, originatorAt, raw, counterAt, raw, recipientAt, key);
            Array.Copy(raw, originatorAt, nonce, 0, 8);
            int macStart = MacHeaderRoom - Envelope.MacPrefixLength;
            WriteSecurityHeader(raw, macStart);
            raw[MacHeaderRoom - 1] = 0;
            cryptography.Gmac(key, nonce, raw, macStart, writer.Position - macStart, tag);
            writer.WriteOctets(tag, 0, Envelope.MacLength);
            Finish(WriteMacHeader(raw));
        }

        /// <summary>
        /// Begins a part of the response that tells of the customer (GBCS 8.5, 7.2.10); what is to be encrypted follows.
        /// </summary>
        /// <returns>Where it begins.</returns>
        public int BeginSeal()
        {
            int start = writer.Position;
            writer.WriteByte(Encrypted);
            writer.WriteInt32(0);
            return start;
        }

        /// <summary>
        /// Encrypts such a part for who is answered, and nobody else. Where one response has several GBCS gives them the same key
        /// and nonce, those of the command's counter and the two parties.
        /// </summary>
        /// <param name="start">Where it begins.</param>
        /// <returns>False if there is no secret: it is plain as it was written, and must not be sent.</returns>
        public bool EndSeal(int start)
        {
            if (Secret == null)
            {
                return false;
            }
            byte[] raw = writer.Raw;
            derivation.Derive(Secret, KeyMode.Encryption, raw, originatorAt, raw, counterAt, raw, recipientAt, key);
            Array.Copy(raw, originatorAt, nonce, 0, 8);
            int at = start + SealHeaderLength;
            cryptography.Encrypt(key, nonce, Encrypted, raw, at, writer.Position - at, tag);
            writer.WriteOctets(tag, 0, Envelope.MacLength);
            return true;
        }

        private void WriteParties(
            int kind,
            byte[] counter,
            int counterOffset,
            byte[] deviceId,
            byte[] recipient,
            int recipientOffset,
            long utcSeconds
        )
        {
            Count = 0;
            writer.Position = MacHeaderRoom;
            writer.WriteByte(Envelope.GeneralSigning);
            writer.WriteByte(9);
            writer.WriteByte(kind);
            counterAt = writer.Position;
            writer.WriteOctets(counter, counterOffset, 8);
            writer.WriteByte(8);
            originatorAt = writer.Position;
            writer.WriteOctets(deviceId, 0, 8);
            writer.WriteByte(8);
            recipientAt = writer.Position;
            writer.WriteOctets(recipient, recipientOffset, 8);
            WriteTime(utcSeconds);
        }

        private void WriteTime(long utcSeconds)
        {
            if (utcSeconds == NoTime)
            {
                writer.WriteByte(0);
                return;
            }
            writer.WriteByte(UtcTime.CosemLength);
            int at = writer.Reserve(UtcTime.CosemLength);
            if (utcSeconds == UnknownTime)
            {
                UtcTime.WriteCosemUnknown(writer.Raw, at);
            }
            else
            {
                UtcTime.WriteCosem(utcSeconds, writer.Raw, at);
            }
            writer.Raw[at + UtcTime.CosemLength - 1] = (byte)TimeStatus;
        }

        private OctetWriter BeginPayload()
        {
            payloadStart = writer.Reserve(LengthRoom) + LengthRoom;
            return writer;
        }

        // The length, now that it is known, in as few octets as it needs; the payload moves up to it.
        private void CloseLength()
        {
            byte[] raw = writer.Raw;
            int length = writer.Position - payloadStart;
            int at = payloadStart - LengthRoom;
            int octets = LengthOctets(length);
            Array.Copy(raw, payloadStart, raw, at + octets, length);
            WriteLength(raw, at, length);
            writer.Position = at + octets + length;
        }

        private int WriteMacHeader(byte[] raw)
        {
            int ciphered = writer.Position - MacHeaderRoom + 5;
            int at = MacHeaderRoom - 5;
            WriteSecurityHeader(raw, at);
            at -= LengthOctets(ciphered);
            WriteLength(raw, at, ciphered);
            for (int i = 0; i < 6; i++)
            {
                at--;
                raw[at] = 0;
            }
            at--;
            raw[at] = Envelope.GeneralCiphering;
            return at;
        }

        private static void WriteSecurityHeader(byte[] raw, int at)
        {
            raw[at] = Envelope.SecurityControl;
            Core.State.Octets.SetInt32(raw, at + 1, 0);
        }

        private static int LengthOctets(int length)
        {
            return length < 0x80 ? 1
                : length < 0x100 ? 2
                : 3;
        }

        private static void WriteLength(byte[] raw, int at, int length)
        {
            int octets = LengthOctets(length);
            if (octets == 1)
            {
                raw[at] = (byte)length;
                return;
            }
            raw[at] = (byte)(0x7F + octets);
            if (octets == 2)
            {
                raw[at + 1] = (byte)length;
                return;
            }
            Core.State.Octets.SetUInt16(raw, at + 1, length);
        }

        private void Finish(int start)
        {
            Offset = start;
            Count = writer.Position - start;
            Invariant.Require(Count <= MessageLimits.MaxOctets, "a message within its limit");
        }
    }
}
