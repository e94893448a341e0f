using MeterFirmware.Core.Payment;
using MeterFirmware.Core.Registers;
using MeterFirmware.Core.State;
using MeterFirmware.Crypto;

namespace MeterFirmware.Gbcs.Dlms
{
    /// <summary>
    /// Data protection (class 30): get_protected_attributes, which reads what tells of the customer, encrypted for the party
    /// that asks (GBCS 8.5). Each object of this class is for the objects that its use case reads, and no others.
    /// </summary>
    public sealed class ProtectedObjects : DlmsHandler
    {
        /// <summary>0-0:43.2.1.255: the six balances (0-0:94.44.34.30).</summary>
        public const int Balances = 0;

        /// <summary>0-0:43.2.2.255: the Billing Data Log's entries of the billing calendar.</summary>
        public const int Billing = 1;

        /// <summary>0-0:43.2.5.255: the Daily Read Log.</summary>
        public const int DailyReads = 2;

        /// <summary>0-0:43.2.6.255: the Prepayment Daily Read Log.</summary>
        public const int DailyBalances = 3;

        /// <summary>0-0:43.2.7.255: the Profile Data Log of active import.</summary>
        public const int ActiveImport = 4;

        /// <summary>0-0:43.2.8.255: the import registers (0-0:94.44.34.10).</summary>
        public const int Import = 5;

        /// <summary>0-0:43.2.9.255: the Tariff TOU Register Matrices (0-0:94.44.34.1).</summary>
        public const int Tou = 6;

        /// <summary>0-0:43.2.10.255: the block registers and block counters (0-0:94.44.34.2).</summary>
        public const int Blocks = 7;

        private const int ValueAttribute = 2;
        private const int ObisLength = 6;
        private const int MostObjects = 2;

        private const int AttributeElements = 5;
        private const int NoRestriction = 0;
        private const int ByDate = 1;

        private const int ParameterElements = 5;
        private const int EncryptedAndAuthenticated = 2;
        private const int CounterLength = 8;
        private const int IdLength = 8;
        private const int AgreedKey = 2;
        private const int StaticAgreement = 2;
        private const int LengthRoom = 3;

        private const int WattHours = 30;
        private const int VarHours = 32;

        // What each item may read: item, class (the low octet), OBIS code, and the log of class 7.
        private const int RowLength = 9;
        private const int LogAt = 8;
        private const int NoLog = 255;

        // csharpier-ignore
        private static readonly byte[] rows =
        {
            Balances, 1, 0, 0, 94, 44, 34, 30, NoLog,
            Billing, 7, 0, 0, 98, 1, 0, 255, LogBuffers.BillingReads,
            Billing, 7, 0, 0, 98, 1, 1, 255, LogBuffers.BillingBalances,
            DailyReads, 7, 0, 0, 98, 1, 9, 255, LogBuffers.DailyReads,
            DailyBalances, 7, 0, 0, 98, 1, 8, 255, LogBuffers.DailyBalances,
            ActiveImport, 7, 0, 0, 99, 1, 0, 255, LogBuffers.ActiveImport,
            Import, 1, 0, 0, 94, 44, 34, 10, NoLog,
            Tou, 1, 0, 0, 94, 44, 34, 1, NoLog,
            Blocks, 1, 0, 0, 94, 44, 34, 2, NoLog,
        };

        private readonly LogBuffers logs;
        private MessageBuilder answer;
        private long from;
        private long to;

        /// <summary>Serves what a meter reads encrypted.</summary>
        public ProtectedObjects(LogBuffers logs)
        {
            this.logs = logs;
        }

        /// <inheritdoc/>
        public override void Use(MessageBuilder answer)
        {
            this.answer = answer;
        }

        // structure { object_list, protection_parameters }, and back: structure { protection_parameters, protected_attributes }.
        /// <inheritdoc/>
        public override int Call(int item, AxdrReader reader, OctetWriter writer)
        {
            reader.ReadStructure(2);
            int count = reader.ReadArray();
            bool isRight = count >= 1 && count <= MostObjects;
            int listAt = reader.Position;
            for (int i = 0; i < count && isRight; i++)
            {
                isRight = ReadAttribute(item, reader) >= 0;
            }
            int listEnd = reader.Position;
            isRight = isRight && AreParametersRight(reader);
            if (reader.Failed)
            {
                return AccessResult.TypeUnmatched;
            }
            if (!isRight)
            {
                return AccessResult.OtherReason;
            }
            reader.Open(reader.Source, listAt, listEnd - listAt);
            return Answer(item, count, reader, writer);
        }

        // structure { class_id, logical_name, attribute_index, data_index, restriction { type, value } }. Gives its row, or -1 if
        // this item does not read it; of a log it leaves the interval.
        private int ReadAttribute(int item, AxdrReader reader)
        {
            reader.ReadStructure(AttributeElements);
            int cosemClass = reader.ReadUInt16();
            int name = reader.ReadOctets(ObisLength);
            bool isValue = reader.ReadInt8() == ValueAttribute;
            bool isWhole = reader.ReadUInt16() == 0;
            reader.ReadStructure(2);
            int restriction = reader.ReadEnum();
            int row = reader.Failed ? -1 : FindRow(item, cosemClass, name, reader);
            bool isLog = row >= 0 && rows[row + LogAt] != NoLog;
            if (row < 0 || !isValue || !isWhole || restriction != (isLog ? ByDate : NoRestriction))
            {
                return -1;
            }
            if (!isLog)
            {
                return reader.ReadRaw() == AxdrTag.Null ? row : -1;
            }
            reader.ReadStructure(2);
            from = CosemTime.Read(reader);
            to = CosemTime.Read(reader);
            if (from == CosemTime.Invalid || to == CosemTime.Invalid)
            {
                return -1;
            }
            // A time that is not stated, or zero throughout, is the start or the end of all times.
            from = from == PaymentEngine.Never ? 0 : from;
            to = to == PaymentEngine.Never || to == 0 ? int.MaxValue : to;
            return row;
        }

        private static int FindRow(int item, int cosemClass, int name, AxdrReader reader)
        {
            for (int row = 0; row < rows.Length; row += RowLength)
            {
                bool isSame = rows[row] == item && rows[row + 1] == cosemClass;
                for (int i = 0; i < ObisLength && isSame; i++)
                {
                    isSame = rows[row + 2 + i] == reader.GetOctet(name + i);
                }
                if (isSame)
                {
                    return row;
                }
            }
            return -1;
        }

        // They say again what the message says: the counter, who asks and who answers. Anything else would ask for an answer
        // that is encrypted for somebody else.
        private bool AreParametersRight(AxdrReader reader)
        {
            bool isRight = reader.ReadArray() == 1;
            reader.ReadStructure(2);
            isRight &= reader.ReadEnum() == EncryptedAndAuthenticated;
            reader.ReadStructure(ParameterElements);
            int transaction = reader.ReadOctets(1 + CounterLength);
            int originator = reader.ReadOctets(IdLength);
            int recipient = reader.ReadOctets(IdLength);
            reader.ReadOctets(0);
            reader.ReadStructure(2);
            isRight &= reader.ReadEnum() == AgreedKey;
            reader.ReadStructure(2);
            int agreement = reader.ReadOctets(1);
            reader.ReadOctets(0);
            if (!isRight || !reader.IsAtEnd)
            {
                return false;
            }
            byte[] source = reader.Source;
            byte[] header = answer.Octets;
            return source[transaction] == KeyMode.Encryption
                && source[agreement] == StaticAgreement
                && Octets.AreEqual(source, transaction + 1, header, answer.CounterAt, CounterLength)
                && Octets.AreEqual(source, originator, header, answer.RecipientAt, IdLength)
                && Octets.AreEqual(source, recipient, header, answer.OriginatorAt, IdLength);
        }

        private int Answer(int item, int count, AxdrReader list, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(2);
            WriteParameters(writer);
            writer.WriteByte(AxdrTag.OctetString);
            int lengthAt = writer.Reserve(LengthRoom);
            int start = answer.BeginSeal();
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(count);
            for (int i = 0; i < count; i++)
            {
                int log = rows[ReadAttribute(item, list) + LogAt];
                int end = EsmePayload.LastValueAt - Envelope.MacLength;
                int result = log == NoLog ? WriteRegisters(item, writer) : logs.Write(log, from, to, writer, end);
                if (result != AccessResult.Success)
                {
                    return result;
                }
            }
            if (!answer.EndSeal(start))
            {
                return AccessResult.OtherReason;
            }
            LogBuffers.CloseLength(writer, lengthAt);
            return AccessResult.Success;
        }

        private void WriteParameters(OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.Array);
            writer.WriteByte(1);
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(2);
            WriteEnum(EncryptedAndAuthenticated, writer);
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(ParameterElements);
            writer.WriteByte(AxdrTag.OctetString);
            writer.WriteByte(1 + CounterLength);
            writer.WriteByte(KeyMode.Encryption);
            writer.WriteOctets(answer.Octets, answer.CounterAt, CounterLength);
            WriteText(answer.Octets, answer.OriginatorAt, IdLength, writer);
            WriteText(answer.Octets, answer.RecipientAt, IdLength, writer);
            WriteText(answer.Octets, 0, 0, writer);
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(2);
            WriteEnum(AgreedKey, writer);
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(2);
            writer.WriteByte(AxdrTag.OctetString);
            writer.WriteByte(1);
            writer.WriteByte(StaticAgreement);
            WriteText(answer.Octets, 0, 0, writer);
        }

        private static void WriteEnum(int value, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.Enum);
            writer.WriteByte(value);
        }

        private static void WriteText(byte[] octets, int at, int count, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.OctetString);
            writer.WriteByte(count);
            writer.WriteOctets(octets, at, count);
        }

        private int WriteRegisters(int item, OctetWriter writer)
        {
            switch (item)
            {
                case Balances:
                    WriteBalances(writer);
                    break;
                case Import:
                    WriteImport(writer);
                    break;
                case Tou:
                    WriteTou(writer);
                    break;
                default:
                    WriteBlocks(writer);
                    break;
            }
            return AccessResult.Success;
        }

        // prepayment_balance_collection; what is owed is positive.
        private void WriteBalances(OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(Account.PaymentDebt + 1);
            for (int account = Account.MeterBalance; account <= Account.PaymentDebt; account++)
            {
                int balance = (int)logs.State.Accounts.GetBalance(account);
                AxdrWriter.WriteInt32(writer, account < Account.AccumulatedDebt ? balance : -balance);
            }
        }

        // import_register_collection
        private void WriteImport(OctetWriter writer)
        {
            Metering metering = logs.State.Metering;
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(metering.Secondary == null ? 4 : 5);
            AxdrWriter.WriteUInt32(writer, (int)metering.GetRegister(MeteringChannel.Import));
            AxdrWriter.WriteScalerUnit(writer, 0, WattHours);
            AxdrWriter.WriteUInt32(writer, (int)metering.GetRegister(MeteringChannel.ReactiveImport));
            AxdrWriter.WriteScalerUnit(writer, 0, VarHours);
            if (metering.Secondary != null)
            {
                AxdrWriter.WriteUInt32(writer, (int)metering.GetRegister(MeteringChannel.SecondaryImport));
            }
        }

        // TOU_register_collection
        private void WriteTou(OctetWriter writer)
        {
            TariffEngine secondary = logs.State.Metering.Secondary;
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(secondary == null ? 1 : 2);
            WriteTou(logs.State.Metering.Tariff, writer);
            if (secondary != null)
            {
                WriteTou(secondary, writer);
            }
        }

        private static void WriteTou(TariffEngine tariff, OctetWriter writer)
        {
            writer.WriteByte(AxdrTag.Array);
            writer.WriteByte(tariff.Shape.TouRegisters);
            for (int i = 0; i < tariff.Shape.TouRegisters; i++)
            {
                AxdrWriter.WriteUInt32(writer, (int)tariff.GetTou(i));
            }
        }

        // Block_TOU_register_collection: of each block its registers, then its counters.
        private void WriteBlocks(OctetWriter writer)
        {
            TariffEngine tariff = logs.State.Metering.Tariff;
            writer.WriteByte(AxdrTag.Structure);
            writer.WriteByte(1);
            writer.WriteByte(AxdrTag.Array);
            writer.WriteByte(2 * TariffShape.Blocks * tariff.Shape.BlockTou);
            for (int block = 0; block < TariffShape.Blocks; block++)
            {
                for (int tou = 0; tou < tariff.Shape.BlockTou; tou++)
                {
                    AxdrWriter.WriteUInt32(writer, (int)tariff.GetBlockRegister(block, tou));
                }
                for (int tou = 0; tou < tariff.Shape.BlockTou; tou++)
                {
                    AxdrWriter.WriteUInt32(writer, (int)tariff.GetBlockCounter(block, tou));
                }
            }
        }
    }
}
