/// The words beside amounts, in English, German, French, Swedish and their neighbours.
enum AmountLexicon {
    static let words = Lexicon<AmountHint>([
        (
            [.payable],
            """
            amount due,balance due,total due,amount payable,total payable,to pay,total to pay,payable,due,please pay,\
            payable amount,payment due,total amount due,total amount payable,net payable,amount to pay,invoice amount due,\
            zahlbetrag,zu zahlen,zu zahlender betrag,zahlungsbetrag,zu bezahlen,zu uberweisen,uberweisungsbetrag,\
            noch zu zahlen,fallig,fälliger betrag,zu zahlender,offener betrag,auszahlungsbetrag,\
            net a payer,a payer,total a payer,montant a payer,reste a payer,solde a payer,montant du,solde du,reste du,\
            att betala,summa att betala,belopp att betala,totalt att betala,at betale,til betaling,a betale,i alt til betaling,\
            te betalen,totaal te betalen,da pagare,a pagar,total a pagar,totale da pagare,maksettava,maksettava yhteensa,\
            do zaplaty,nett total,total nett,netto zu zahlen,netto zu bezahlen
            """
        ),
        (
            [.grand],
            """
            grand total,total amount,invoice total,total invoice,invoice amount,final total,overall total,\
            total invoice amount,rechnungsbetrag,gesamtbetrag,endbetrag,endsumme,rechnungssumme,gesamtsumme,rechnungsendbetrag,\
            gesamtrechnungsbetrag,rechnungsgesamtbetrag,total general,montant total,total facture,\
            totalbelopp,fakturabelopp,totalsumma,slutsumma,fakturasumma,summa totalt,fakturatotal,factuurbedrag,\
            totaalbedrag,eindtotaal,totale fattura,total factura,totale documento,rounded total,total rounded,\
            forderung,gesamtpreis,loppusumma,total sales
            """
        ),
        (
            [.sum],
            "total,totals,summe,sum,gesamt,insgesamt,totalt,summa,totaal,totale,i alt,sammenlagt,yhteensa,razem,suma,totaux"
        ),
        ([.vague], "amount,betrag,montant,belopp,belob,bedrag,importo,importe,value,solde,balance,beitrag,saldo,price"),
        (
            [.sub],
            """
            subtotal,sub total,zwischensumme,sous total,delsumma,subtotaal,subtotale,delsum,positionssumme,summe positionen,\
            warenwert,goods value,goods total,valisumma,items total,item total,line total,summe der positionen,\
            sum of lines,subtotaux
            """
        ),
        (
            [.excluding],
            """
            net,netto,nettobetrag,nettosumme,nettobelopp,net amount,net total,excl,excluding,exclusive,exkl,exklusive,\
            excl vat,ex vat,ex moms,before tax,ohne,ht,hors taxes,hors taxe,hors tva,h t,htva,without,steuerbasis,\
            nettowert,summe netto,gesamt netto,gesamtnetto,netto gesamt,nettogesamtbetrag,nettoentgelt,nettorechnungsbetrag,\
            taxable amount,taxable,vat base,tax base,basisbetrag,bemessungsgrundlage,base ht,base imponible,imponibile,\
            excl btw,ex btw,underlag,momsunderlag,exkl moms,utan moms,veroton,veroton yhteensa,net value,nettototal,netto summe,\
            excl tax,taxable value,base
            """
        ),
        (
            [.including],
            """
            incl,including,inclusive,inkl,inklusive,ttc,toutes taxes comprises,gross,brutto,bruttobetrag,bruttosumme,\
            gross amount,gross total,inkl moms,incl vat,inc vat,inc,einschliesslich,enthalten,enthaltene,darin enthalten,\
            darin,davon,varav,dont,of which,thereof,hvoraf,med moms,mit,bruttobelopp,tvac,bruttogesamtbetrag,iva incluido,\
            verollinen,t t c,bruttorechnungsbetrag
            """
        ),
        (
            [.tax],
            """
            vat,tax,taxes,mwst,ust,mehrwertsteuer,umsatzsteuer,steuer,steuerbetrag,steuern,tva,taxe,moms,mervardesskatt,mva,\
            gst,hst,pst,qst,sst,btw,iva,alv,arvonlisavero,vat amount,vat total,tax amount,sales tax,tax total,total tax,\
            total vat,total taxes,momsbelopp,moms total,montant tva,umsatzst,m w st,mwstbetrag,ustbetrag,mwst betrag,\
            ust betrag,steuersumme,versicherungsteuer,cgst,sgst,igst,service tax,consumption tax,podatek,kwota vat,\
            moms kr,momssumma,merverdiavgift,t v a,v a t,dph
            """
        ),
        (
            [.other],
            """
            discount,rabatt,skonto,nachlass,remise,rabat,korting,sconto,descuento,shipping,postage,freight,delivery,porto,\
            versand,versandkosten,fracht,lieferung,livraison,frais de port,port,frakt,fraktavgift,verzendkosten,carriage,\
            prepaid,deposit,anzahlung,anzahlungen,erhaltene anzahlungen,acompte,deja paye,verse,forskott,zuschlage,abschlage,\
            abschlag,zuschlag,surcharge,fee,gebuhr,avgift,fakturaavgift,handling,handling charge,tip,service charge,saved,\
            savings,kapital,capital,stammkapital,selbstbeteiligung,previous balance,vortrag,ubertrag,credit,uberzahlung,\
            late fee,interest,mahngebuhr,reminder,au capital,shipping cost,shipping costs,\
            gesamtbetrag der zuschlage,gesamtbetrag der abschlage,minus,less,ersparnis,points
            """
        ),
        (
            [.other, .cash],
            """
            cash,tendered,paid,cash tendered,cash received,amount paid,total paid,payment,card,visa,mastercard,eftpos,bar,gegeben,\
            bezahlt,gezahlt,kontant,betalat,especes,carte,carte bancaire,paid amount,amount tendered,received,tunai,paid by,\
            master,debit,credit card,ec karte,girocard,kort,amex
            """
        ),
        (
            [.other, .change],
            "change,ruckgeld,vaxel,change due,rendu,monnaie,retour,balance change,wechselgeld,baki,change amount"
        ),
        (
            [.other, .item],
            "quantity,qty,total quantity,total qty,total items,total item,items,menge,antal,quantite,no of items,item count"
        ),
        (
            [.rounding],
            """
            rounding,rundung,oresavrundning,avrundning,arrondi,afronding,oresutjamning,rounding adjustment,rounding adj,\
            rundungsbetrag,rundungsdifferenz,rundungsausgleich,afrunding,oreafrunding
            """
        ),
        (
            [.item],
            """
            description,descr,unit price,einzelpreis,bezeichnung,beschreibung,artikel,article,item,designation,\
            prix unitaire,beskrivning,benamning,a pris,styckpris,omschrijving,aantal,prijs,product,produkt,pos,\
            position,title,hours,rate,unit,einheit,enhet,stuckpreis,epreis,e preis,price unit,prix,libelle,reference,art nr,\
            artnr,artikelnr,quantita,descrizione,descripcion,cantidad,leistung,service,nettopreis,vk preis
            """
        ),
    ])

    /// German compounds that the list does not hold.
    static func compound(_ word: String) -> AmountHint {
        guard word.utf8.count >= 8 else { return [] }
        if word.hasPrefix("netto") { return .excluding }
        if word.hasPrefix("brutto") { return .including }
        if word.hasSuffix("steuer") || word.hasSuffix("steuerbetrag") { return .tax }
        if word.hasPrefix("gesamt") { return .grand }
        return word.hasSuffix("betrag") || word.hasSuffix("summe") ? .sum : []
    }
}
