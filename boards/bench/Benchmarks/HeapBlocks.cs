using System;
using System.Collections.Generic;
using System.Reflection;
using MeterFirmware.Hal;

namespace MeterFirmware.Bench.Benchmarks
{
    /// <summary>
    /// The live size of objects in ESP32 heap blocks, by the formula of PLATFORM.md: a block is 12 octets, an object takes
    /// one and one for each field, an array one and one for each element, or its octets rounded up where they are numbers.
    /// </summary>
    public static class HeapBlocks
    {
        /// <summary>The octets of a block on the ESP32.</summary>
        public const int BlockLength = 12;

        /// <summary>Octets that a fully configured meter may take: 40 KiB.</summary>
        public const int Budget = 40 * 1024;

        /// <summary>
        /// Counts everything reachable from the roots, each object once. Storage is the board's, not the meter's, and is
        /// left out, as are types and delegates' targets outside the graph.
        /// </summary>
        /// <param name="roots">Where to begin.</param>
        /// <returns>Blocks.</returns>
        public static int Count(params object[] roots)
        {
            HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
            Stack<object> waiting = new(roots);
            int blocks = 0;
            while (waiting.Count > 0)
            {
                object next = waiting.Pop();
                if (next is not (null or IRecordStore or Type) && seen.Add(next))
                {
                    blocks += BlocksOf(next, waiting);
                }
            }

            return blocks;
        }

        private static int BlocksOf(object value, Stack<object> waiting)
        {
            switch (value)
            {
                case string text:
                    return 1 + RoundUp(text.Length + 1);
                case Array array:
                    return 1 + BlocksOfElements(array, waiting);
                default:
                    return 1 + BlocksOfFields(value, waiting);
            }
        }

        private static int BlocksOfElements(Array array, Stack<object> waiting)
        {
            Type element = array.GetType().GetElementType();
            if (element.IsPrimitive)
            {
                return RoundUp(Buffer.ByteLength(array));
            }

            foreach (object item in array)
            {
                waiting.Push(item);
            }

            return array.Length;
        }

        private static int BlocksOfFields(object value, Stack<object> waiting)
        {
            int fields = 0;
            BindingFlags all =
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            for (Type type = value.GetType(); type != null; type = type.BaseType)
            {
                foreach (FieldInfo field in type.GetFields(all))
                {
                    fields++;
                    if (!field.FieldType.IsValueType)
                    {
                        waiting.Push(field.GetValue(value));
                    }
                }
            }

            return fields;
        }

        private static int RoundUp(int octets)
        {
            return (octets + BlockLength - 1) / BlockLength;
        }
    }
}
