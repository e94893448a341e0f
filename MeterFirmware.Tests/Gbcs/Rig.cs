using System;
using MeterFirmware.Core;
using MeterFirmware.Core.State;
using MeterFirmware.Crypto;
using MeterFirmware.Gbcs;
using MeterFirmware.Gbcs.Dlms;
using MeterFirmware.Gbcs.Gbz;
using MeterFirmware.Tests.Core;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>A meter with its parties, and the other side that commands it.</summary>
    public sealed class Rig
    {
        public static readonly byte[] SupplierId = { 0x90, 0xB3, 0xD5, 1, 1, 1, 0, 0 };
        public static readonly byte[] BrokerId = { 0x90, 0xB3, 0xD5, 2, 2, 2, 0, 0 };
        public static readonly byte[] OperatorId = { 0x90, 0xB3, 0xD5, 3, 3, 3, 0, 0 };

        /// <summary>The number of the supplier's prepayment key.</summary>
        public const byte PrepaymentKey = 4;

        private const byte SupplierKey = 1;
        private const byte BrokerKey = 2;
        private const byte DeviceKey = 3;

        private readonly FakeCryptography device = new FakeCryptography(DeviceKey);

        public Rig(int kind)
            : this(kind, new MemoryRecordStore()) { }

        public Rig(int kind, MemoryRecordStore records)
        {
            Records = records;
            State = Make.State(kind, records);
            Parties = new RemoteParties();
            byte[] supplierKey = FakeCryptography.KeyOf(SupplierKey);
            byte[] brokerKey = FakeCryptography.KeyOf(BrokerKey);
            byte[] prepaymentKey = FakeCryptography.KeyOf(PrepaymentKey);
            Parties.Add(RemoteRole.Supplier, SupplierId, supplierKey, supplierKey, prepaymentKey);
            Parties.Add(RemoteRole.AccessControlBroker, BrokerId, null, brokerKey, null);
            Parties.Add(RemoteRole.NetworkOperator, OperatorId, brokerKey, brokerKey, null);
            State.Store.Load();
            DlmsGroups = EsmePayload.CreateGroups(State);
            ZclGroups = GsmePayload.CreateGroups(State);
            PayloadHandler payloads =
                kind == MeterKind.Esme ? new EsmePayload(DlmsGroups) : (PayloadHandler)new GsmePayload(ZclGroups);
            Server = new MessageServer(State, Parties, device, payloads);
        }

        public MemoryRecordStore Records { get; }

        public MeterState State { get; }

        public RemoteParties Parties { get; }

        public MessageServer Server { get; }

        /// <summary>The groups of the ESME; a test may put another handler into one.</summary>
        public DlmsHandler[] DlmsGroups { get; }

        /// <summary>The groups of the GSME.</summary>
        public ZclHandler[] ZclGroups { get; }

        /// <summary>A command as it reaches the device.</summary>
        public byte[] Command(int messageCode, int counter, byte[] payload, bool signed)
        {
            return Command(SupplierId, messageCode, counter, payload, signed);
        }

        public byte[] Command(byte[] originator, int messageCode, int counter, byte[] payload, bool signed)
        {
            OctetWriter writer = new OctetWriter(MessageLimits.MaxOctets);
            writer.WriteByte(0x11);
            writer.WriteInt32(0);
            writer.WriteByte(0);
            writer.WriteByte(0xDF);
            writer.WriteByte(9);
            writer.WriteByte(1);
            writer.WriteInt32(0);
            writer.WriteInt32(counter);
            writer.WriteByte(8);
            writer.WriteOctets(originator, 0, 8);
            writer.WriteByte(8);
            writer.WriteOctets(Make.DeviceId(), 0, 8);
            writer.WriteByte(0);
            writer.WriteByte(2);
            writer.WriteUInt16(messageCode);
            writer.WriteByte(0x82);
            writer.WriteUInt16(payload.Length);
            writer.WriteOctets(payload, 0, payload.Length);
            int signedCount = writer.Position - 7;
            writer.WriteByte(signed ? 64 : 0);
            if (signed)
            {
                int at = writer.Reserve(64);
                FakeCryptography.SignWith(
                    FakeCryptography.KeyOf(SupplierKey),
                    writer.Raw,
                    7,
                    signedCount,
                    writer.Raw,
                    at
                );
            }
            return AddMac(writer, originator);
        }

        public int Serve(byte[] command)
        {
            byte[] buffer = new byte[MessageLimits.MaxOctets];
            Array.Copy(command, 0, buffer, 0, command.Length);
            return Server.Serve(buffer, command.Length);
        }

        /// <summary>The payload of the answer, or null if there is none.</summary>
        public byte[] AnswerPayload(int octetsAfter)
        {
            MessageBuilder answer = Server.Outgoing;
            if (answer.Count == 0)
            {
                return null;
            }
            // The header of an answer has 33 octets before the length of a short payload.
            int start = answer.Offset + 33;
            if (answer.Octets[answer.Offset] == Envelope.GeneralCiphering)
            {
                start += 13;
            }
            int length = answer.Octets[start];
            byte[] payload = new byte[length];
            Array.Copy(answer.Octets, start + 1, payload, 0, length);
            if (start + 1 + length + octetsAfter != answer.Offset + answer.Count)
            {
                throw new InvalidOperationException("the answer has another length");
            }
            return payload;
        }

        private byte[] AddMac(OctetWriter writer, byte[] originator)
        {
            FakeCryptography broker = new FakeCryptography(BrokerKey);
            byte[] secret = new byte[32];
            broker.Agree(FakeCryptography.KeyOf(DeviceKey), secret);
            byte[] key = new byte[16];
            byte[] counter = new byte[8];
            Array.Copy(writer.Raw, 9, counter, 0, 8);
            new KeyDerivation(broker).Derive(
                secret,
                KeyMode.Command,
                originator,
                0,
                counter,
                0,
                Make.DeviceId(),
                0,
                key
            );
            byte[] nonce = new byte[12];
            Array.Copy(originator, 0, nonce, 0, 8);
            byte[] tag = new byte[16];
            broker.Gmac(key, nonce, writer.Raw, 0, writer.Position, tag);
            writer.WriteOctets(tag, 0, 12);
            return AddMacHeader(writer);
        }

        private static byte[] AddMacHeader(OctetWriter writer)
        {
            // The zero that the MAC covers before the grouping header is not sent.
            int ciphered = writer.Position - 1;
            byte[] message = new byte[10 + ciphered];
            message[0] = 0xDD;
            message[7] = 0x82;
            Octets.SetUInt16(message, 8, ciphered);
            Array.Copy(writer.Raw, 0, message, 10, 5);
            Array.Copy(writer.Raw, 6, message, 15, ciphered - 5);
            return message;
        }
    }
}
