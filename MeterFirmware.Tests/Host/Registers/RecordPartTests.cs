using System;
using System.IO;
using MeterFirmware.Bench.Faults;
using MeterFirmware.Hal;
using MeterFirmware.Hal.Drivers;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace MeterFirmware.Tests.Host.Registers
{
    /// <summary>Parts of records: files and memory do the same.</summary>
    [TestClass]
    public class RecordPartTests
    {
        [TestMethod]
        public void FilesAndMemoryAgree()
        {
            string folder = Directory.CreateTempSubdirectory("records").FullName;
            try
            {
                IRecordStore[] stores = [new FileRecordStore(folder), new MemoryRecordStore()];
                Random random = new(7);
                for (int i = 0; i < 500; i++)
                {
                    string name = "r-" + random.Next(3);
                    int position = random.Next(120);
                    byte[] octets = new byte[random.Next(1, 60)];
                    random.NextBytes(octets);
                    int action = random.Next(4);
                    Assert.AreEqual(
                        Do(stores[0], action, name, position, octets),
                        Do(stores[1], action, name, position, octets)
                    );
                }
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        private static string Do(IRecordStore store, int action, string name, int position, byte[] octets)
        {
            byte[] buffer = new byte[80];
            switch (action)
            {
                case 0:
                    return "write " + store.WriteAt(name, position, octets, 0, octets.Length);
                case 1:
                    return "read " + store.ReadAt(name, position, buffer, 5, 70) + Convert.ToHexString(buffer);
                case 2:
                    return position > 100 ? "whole " + store.Write(name, octets, 0, octets.Length) : "nothing";
                default:
                    return position > 100 ? "delete " + store.Delete(name) : "nothing";
            }
        }
    }
}
