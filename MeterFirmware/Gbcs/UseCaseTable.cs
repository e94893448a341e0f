using MeterFirmware.Core;
using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// The use cases of one kind of meter: who may send them, what they demand, and which objects their instructions may
    /// touch. Adding one is adding a row.
    /// </summary>
    public sealed class UseCaseTable
    {
        // A row: message code (2), flags (1), roles (1, bit n for role n), first object (2), number of objects (1).
        private const int RowLength = 7;
        private const int FlagsAt = 2;
        private const int RolesAt = 3;
        private const int FirstObjectAt = 4;
        private const int ObjectCountAt = 6;

        private readonly byte[] rows;
        private readonly byte[] objects;

        /// <summary>Reads the table in place.</summary>
        /// <param name="rows">The rows, 7 octets each.</param>
        /// <param name="objects">The object ids that rows refer to, 2 octets each.</param>
        public UseCaseTable(byte[] rows, byte[] objects)
        {
            Invariant.Require(rows.Length % RowLength == 0, "whole rows");
            this.rows = rows;
            this.objects = objects;
        }

        /// <summary>How many use cases there are.</summary>
        public int Count
        {
            get { return rows.Length / RowLength; }
        }

        /// <summary>Finds a use case.</summary>
        /// <returns>Its row, or -1 if this meter does not have it.</returns>
        public int Find(int messageCode)
        {
            for (int row = 0; row < Count; row++)
            {
                if (GetMessageCode(row) == messageCode)
                {
                    return row;
                }
            }
            return -1;
        }

        /// <summary>The message code of a row.</summary>
        public int GetMessageCode(int row)
        {
            return Octets.GetUInt16(rows, row * RowLength);
        }

        /// <summary>True if the use case has the <see cref="UseCaseFlags"/> flag.</summary>
        public bool Has(int row, int flag)
        {
            return (rows[row * RowLength + FlagsAt] & flag) != 0;
        }

        /// <summary>True if a party of this <see cref="RemoteRole"/> may send it.</summary>
        public bool IsAllowed(int row, int role)
        {
            return (rows[row * RowLength + RolesAt] & (1 << role)) != 0;
        }

        /// <summary>True if an instruction of the use case may touch the object.</summary>
        public bool Covers(int row, int objectId)
        {
            int first = Octets.GetUInt16(rows, row * RowLength + FirstObjectAt);
            int count = rows[row * RowLength + ObjectCountAt];
            for (int i = first; i < first + count; i++)
            {
                if (Octets.GetUInt16(objects, 2 * i) == objectId)
                {
                    return true;
                }
            }
            return false;
        }
    }
}
